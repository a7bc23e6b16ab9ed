package io.goalstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.goalstream.kubernetes.Manifests.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every overlay as a cluster would get it; each rule is shown on manifests that break it. */
class ManifestsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("goalstream.root", "../..")).toAbsolutePath().normalize();
  private static final List<String> SERVICES =
      List.of(
          "activity-ingest-service",
          "attainment-service",
          "dashboard",
          "goal-service",
          "notification-service");

  /** Names that docs/operating has to tell. */
  private static final Pattern METRIC = Pattern.compile("(goalstream|kafka)_[a-z_]+");

  private static final Faults OFFENDING =
      new Faults(
          Manifests.parse(
              """
              apiVersion: apps/v1
              kind: Deployment
              metadata: {name: shop}
              spec:
                template:
                  spec:
                    volumes: [{name: tmp, emptyDir: {}}]
                    containers:
                      - name: shop
                        image: shop:latest
                        ports: [{name: http, containerPort: 8090}]
                        env:
                          - {name: GOALSTREAM_COLOUR, value: blue}
                          - {name: SHOP_PASSWORD, value: x}
                          - {name: SHOP_URL, value: "http://me:mine@store"}
                          - {name: STATE_DIRECTORY, value: /var/shop}
                          - name: GOALSTREAM_ISSUER
                            valueFrom: {configMapKeyRef: {name: shop, key: ISSUER}}
                        readinessProbe:
                          httpGet: {path: /health, port: http}
              """));

  private static Manifests overlay(String name) throws InterruptedException {
    return Manifests.render(ROOT.resolve("deploy/kubernetes/overlays").resolve(name));
  }

  private static String applicationYml(String service) throws IOException {
    return Files.readString(ROOT.resolve(service).resolve("src/main/resources/application.yml"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial", "strimzi", "managed"})
  void anOverlayIsInOrder(String overlay) throws Exception {
    Faults faults = new Faults(overlay(overlay));

    for (String service : SERVICES) {
      assertThat(faults.environment(service, applicationYml(service))).isEmpty();
      assertThat(faults.doors(service, applicationYml(service))).isEmpty();
    }
    assertThat(faults.references()).isEmpty();
    assertThat(faults.secrets()).isEmpty();
    assertThat(faults.security()).isEmpty();
    assertThat(faults.operation()).isEmpty();
    assertThat(faults.mounts()).isEmpty();
    assertThat(faults.manifests().of(Namespace.class))
        .singleElement()
        .satisfies(
            namespace ->
                assertThat(namespace.getMetadata().getLabels())
                    .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial", "strimzi", "managed"})
  void everyServiceMayLoseOneOfItsPodsAtATime(String overlay) throws Exception {
    Manifests manifests = overlay(overlay);

    for (String service : SERVICES) {
      assertThat(manifests.find(PodDisruptionBudget.class, service))
          .hasValueSatisfying(
              budget -> {
                assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
                assertThat(manifests.workload(service).template().getMetadata().getLabels())
                    .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
              });
    }
  }

  @Test
  void whoKeepsStateHasALastingNameAVolumeAndTimeToFinish() throws Exception {
    Manifests manifests = overlay("strimzi");

    assertThat(manifests.of(StatefulSet.class))
        .extracting(set -> set.getMetadata().getName())
        .containsExactlyInAnyOrder("activity-ingest-service", "attainment-service");
    for (StatefulSet set : manifests.of(StatefulSet.class)) {
      Workload workload = manifests.workload(set.getMetadata().getName());
      assertThat(
              workload
                  .environment()
                  .get("GOALSTREAM_INSTANCE_ID")
                  .getValueFrom()
                  .getFieldRef()
                  .getFieldPath())
          .isEqualTo("metadata.name");
      assertThat(set.getSpec().getVolumeClaimTemplates()).hasSize(1);
      // The engine's own time, 20 s, and 30 s more, as docs/operating asks for, after the wait.
      assertThat(workload.template().getSpec().getTerminationGracePeriodSeconds())
          .isGreaterThanOrEqualTo(20 + 30 + 5);
    }
  }

  @Test
  void nothingIsAllowedThatIsNotSaid() throws Exception {
    Manifests manifests = overlay("trial");

    assertThat(manifests.find(NetworkPolicy.class, "default-deny"))
        .hasValueSatisfying(
            policy -> {
              assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEmpty();
              assertThat(policy.getSpec().getPolicyTypes())
                  .containsExactlyInAnyOrder("Ingress", "Egress");
              assertThat(policy.getSpec().getIngress()).isEmpty();
              assertThat(policy.getSpec().getEgress()).isEmpty();
            });
    assertThat(
            manifests.of(NetworkPolicy.class).stream()
                .filter(policy -> policy.getSpec().getPolicyTypes().contains("Ingress"))
                .flatMap(policy -> policy.getSpec().getIngress().stream()))
        .as("who comes in comes from somewhere, and to one port")
        .allSatisfy(
            rule -> {
              assertThat(rule.getFrom()).isNotEmpty();
              assertThat(rule.getPorts()).hasSize(1);
            });
  }

  @Test
  void metricsAreFetchedFromWhereTheyAre() throws Exception {
    assertThat(overlay("strimzi").of(ServiceMonitor.class))
        .singleElement()
        .satisfies(
            monitor ->
                assertThat(monitor.getSpec().getEndpoints())
                    .singleElement()
                    .satisfies(
                        endpoint -> {
                          assertThat(endpoint.getPort()).isEqualTo("http");
                          assertThat(endpoint.getPath()).isEqualTo("/actuator/prometheus");
                        }));
    for (String service : SERVICES) {
      assertThat(applicationYml(service)).containsPattern("include: .*prometheus");
    }
  }

  @Test
  void alertsNameRunbooksThatAreThere() throws Exception {
    TreeSet<String> headings =
        operating()
            .lines()
            .filter(line -> line.startsWith("#"))
            .map(ManifestsTest::anchor)
            .collect(Collectors.toCollection(TreeSet::new));

    List<Rule> alerts = rules().stream().filter(rule -> rule.getAlert() != null).toList();
    assertThat(alerts).hasSizeGreaterThan(5);
    for (Rule rule : alerts) {
      assertThat(rule.getLabels()).containsKey("severity");
      assertThat(rule.getAnnotations().get("runbook_url"))
          .startsWith("docs/operating/README.md#")
          .satisfies(url -> assertThat(headings).contains(url.substring(url.indexOf('#') + 1)));
    }
  }

  @Test
  void alertsAndDashboardsAskForMetersThatAreThere() throws Exception {
    List<String> expressions = new ArrayList<>();
    rules().forEach(rule -> expressions.add(rule.getExpr().getStrVal()));
    ConfigMap dashboards =
        overlay("strimzi").find(ConfigMap.class, "goalstream-dashboards").orElseThrow();
    assertThat(dashboards.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
    assertThat(dashboards.getData()).hasSize(2);
    for (String json : dashboards.getData().values()) {
      for (JsonNode panel : new ObjectMapper().readTree(json).path("panels")) {
        assertThat(panel.path("title").asText()).isNotBlank();
        panel.path("targets").forEach(target -> expressions.add(target.path("expr").asText()));
      }
    }

    assertThat(unknownMeters(expressions)).isEmpty();
    assertThat(unknownMeters(List.of("rate(goalstream_engine_laughs_total[5m])")))
        .containsExactly("goalstream_engine_laughs");
  }

  /** Meters that docs/operating does not tell of; those of the platform are not ours to tell. */
  private static List<String> unknownMeters(List<String> expressions) throws IOException {
    String meters = operating().replace('.', '_');
    return expressions.stream()
        .flatMap(expression -> METRIC.matcher(expression).results())
        .map(found -> found.group().replaceFirst("(_seconds)?(_(total|count|bucket))?$", ""))
        .distinct()
        .filter(name -> !Pattern.compile("`" + name + "(_total)?`").matcher(meters).find())
        .toList();
  }

  private static String operating() throws IOException {
    return Files.readString(ROOT.resolve("docs/operating/README.md"));
  }

  private static List<Rule> rules() throws InterruptedException {
    return overlay("strimzi").of(PrometheusRule.class).stream()
        .flatMap(found -> found.getSpec().getGroups().stream())
        .flatMap(group -> group.getRules().stream())
        .toList();
  }

  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }

  static Stream<String> misspelt() {
    return Stream.of(
        "{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {port: [{port: 80}]}}",
        "{apiVersion: v1, kind: Service, metadata: {name: shop}, specs: {}}",
        "{apiVersion: v1, kind: Service, metadata: {name: shop, label: {a: b}}}",
        "{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {ports: {port: 80}}}",
        "{apiVersion: kafka.strimzi.io/v1, kind: KafkaTopic, spec: {partition: 4}}",
        "{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule,"
            + " spec: {groups: [{name: a, rules: [{alert: A, exp: up}]}]}}",
        "{apiVersion: kafka.strimzi.io/v1beta2, kind: KafkaTopic, metadata: {name: shop}}");
  }

  @ParameterizedTest
  @MethodSource("misspelt")
  void whatNoSchemaKnowsIsFound(String manifest) {
    assertThatThrownBy(() -> Manifests.parse(manifest))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsThatNobodyKnowsAndOnesThatAreMissingAreFound() {
    String yml =
        """
        colour: ${GOALSTREAM_SIZE:}
        shape: ${GOALSTREAM_SHAPE:round}
        broker: ${GOALSTREAM_BROKER:127.0.0.1:9092}
        path: ${SHOP_PASSWORD}${SHOP_URL}${STATE_DIRECTORY}${GOALSTREAM_ISSUER:}
        """;

    assertThat(OFFENDING.environment("shop", yml))
        .containsExactly(
            "shop does not know GOALSTREAM_COLOUR",
            "shop wants GOALSTREAM_BROKER, which is not set",
            "shop wants GOALSTREAM_SIZE, which is not set");
    assertThat(OFFENDING.references())
        .containsExactly("shop takes GOALSTREAM_ISSUER from shop, which has no ISSUER");
  }

  @Test
  void secretsInTheOpenAreFound() {
    assertThat(OFFENDING.secrets())
        .containsExactly(
            "shop carries a secret in SHOP_PASSWORD", "shop carries a secret in SHOP_URL");
  }

  @Test
  void whatRestrictedForbidsIsFound() {
    assertThat(OFFENDING.security())
        .containsExactly(
            "shop may run as root",
            "shop has no seccomp profile",
            "shop gets a token of the cluster",
            "shop keeps capabilities",
            "shop may raise its privileges",
            "shop may write its root file system");
  }

  @Test
  void missingProbesBoundsVersionsMountsAndDoorsAreFound() {
    assertThat(OFFENDING.operation())
        .containsExactly(
            "shop has no bounds",
            "shop has no fixed version: shop:latest",
            "shop does not ask /actuator/health/liveness for its startup",
            "shop does not ask /actuator/health/liveness for its liveness",
            "shop does not ask /actuator/health/readiness for its readiness");
    assertThat(OFFENDING.mounts())
        .containsExactly(
            "shop has no /tmp to write",
            "shop has nothing mounted at its STATE_DIRECTORY",
            "shop mounts tmp nowhere");
    assertThat(OFFENDING.doors("shop", "server:\n  port: 8080\n"))
        .containsExactly("shop does not listen on 8090", "no Service leads to shop on 8090");
  }
}
