package io.goalstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.goalstream.kubernetes.Manifests.Workload;
import io.goalstream.schemas.deployment.AccessList;
import io.goalstream.schemas.deployment.AccessList.Grant;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.StrimziAclOperation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The users for Strimzi are those of the access list, written down by {@code mvn test
 * -Dgoalstream.regenerate=true}, and each service comes as its own.
 */
class UsersTest {
  private static final Path DIRECTORY =
      Path.of(System.getProperty("goalstream.root", "../..")).resolve("deploy/kubernetes");

  @Test
  void theUsersAreThoseOfTheAccessList() throws Exception {
    Path file = DIRECTORY.resolve("components/users/users.yaml");
    String wanted =
        new TreeMap<>(AccessList.users())
            .entrySet().stream()
                .map(user -> manifest(user.getKey(), user.getValue()))
                .collect(Collectors.joining("---\n", "# Written from the access list.\n", ""));
    if (Boolean.getBoolean("goalstream.regenerate")) {
      Files.writeString(file, wanted);
    }

    assertThat(file).hasContent(wanted);
  }

  @Test
  void aUserMayDoWhatTheAccessListSays() throws Exception {
    List<KafkaUser> rendered =
        Manifests.render(DIRECTORY.resolve("components/users")).of(KafkaUser.class);

    assertThat(rendered)
        .extracting(user -> user.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(AccessList.users().keySet());
    for (KafkaUser user : rendered) {
      assertThat(user.getSpec().getAuthentication())
          .isInstanceOf(KafkaUserScramSha512ClientAuthentication.class);
      List<AclRule> rules =
          ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
      assertThat(rules)
          .extracting(rule -> Set.copyOf(rule.getOperations()))
          .containsExactlyElementsOf(
              AccessList.users().get(user.getMetadata().getName()).stream()
                  .map(grant -> Set.copyOf(operations(grant)))
                  .toList());
      assertThat(rules).extracting(AclRule::getResource).doesNotContainNull();
      assertThat(user.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "goalstream");
    }
  }

  @ParameterizedTest
  @CsvSource({"strimzi, SCRAM-SHA-512", "managed, PLAIN"})
  void eachServiceComesAsItsOwnUser(String overlay, String mechanism) throws Exception {
    Manifests manifests = Manifests.render(DIRECTORY.resolve("overlays").resolve(overlay));

    for (String user : services()) {
      Workload workload = manifests.workload(user);
      EnvVarSource login =
          workload.environment().get("GOALSTREAM_KAFKA_SASL_JAAS_CONFIG").getValueFrom();
      assertThat(login.getSecretKeyRef())
          .isEqualTo(new SecretKeySelector(user, "goalstream-kafka", null));
      assertThat(manifests.values(workload))
          .containsEntry("GOALSTREAM_KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
          .containsEntry("GOALSTREAM_KAFKA_SASL_MECHANISM", mechanism);
    }
  }

  @Test
  void eachServiceKnowsTheAuthorityOfTheBrokers() throws Exception {
    Manifests manifests = Manifests.render(DIRECTORY.resolve("overlays/strimzi"));

    for (String user : services()) {
      Workload workload = manifests.workload(user);
      String authority = manifests.values(workload).get("GOALSTREAM_KAFKA_SSL_TRUSTSTORE_LOCATION");
      assertThat(workload.container().getVolumeMounts())
          .as(user)
          .anySatisfy(mount -> assertThat(mount.getMountPath() + "/ca.crt").isEqualTo(authority));
    }
  }

  private static Set<String> services() {
    Set<String> users = new TreeSet<>(AccessList.users().keySet());
    assertThat(users.remove("attainment-rebuild")).as("a step that is taken by hand").isTrue();
    return users;
  }

  private static String manifest(String user, List<Grant> grants) {
    return """
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaUser
    metadata:
      name: %s
      labels:
        strimzi.io/cluster: goalstream
    spec:
      authentication:
        type: scram-sha-512
      authorization:
        type: simple
        acls:
    """
            .formatted(user)
        + grants.stream().map(UsersTest::rule).collect(Collectors.joining());
  }

  private static String rule(Grant grant) {
    ResourcePattern resource = grant.resource();
    String pattern = resource.patternType() == PatternType.PREFIXED ? "prefix" : "literal";
    String operations =
        operations(grant).stream()
            .sorted()
            .map(StrimziAclOperation::toValue)
            .collect(Collectors.joining(", "));
    return """
          - resource: {type: %s, name: %s, patternType: %s}
            operations: [%s]
    """
        .formatted(type(resource.resourceType()), resource.name(), pattern, operations);
  }

  private static String type(ResourceType type) {
    return switch (type) {
      case TOPIC -> "topic";
      case GROUP -> "group";
      case TRANSACTIONAL_ID -> "transactionalId";
      default -> throw new IllegalArgumentException(type + " is not used");
    };
  }

  private static List<StrimziAclOperation> operations(Grant grant) {
    return grant.operations().stream()
        .map(operation -> StrimziAclOperation.valueOf(operation.name().replace("_", "")))
        .toList();
  }
}
