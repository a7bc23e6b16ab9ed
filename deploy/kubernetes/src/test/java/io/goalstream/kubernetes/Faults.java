package io.goalstream.kubernetes;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.goalstream.kubernetes.Manifests.Workload;
import io.goalstream.schemas.clients.KafkaAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with manifests, in sentences. */
record Faults(Manifests manifests) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");
  private static final Pattern SECRET =
      Pattern.compile("PASSWORD|SECRETS?_|TOKEN|CREDENTIAL|KEYS?$|MONGODB_URI|_USER$|JAAS");
  private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("//[^/@\\s]+:[^/@\\s]+@");

  /** Spring and the JVM read some themselves, and every service those of Kafka's clients. */
  private static final Set<String> READ_ELSEWHERE =
      Stream.concat(
              Stream.of("JDK_JAVA_OPTIONS", "SERVER_FORWARD_HEADERS_STRATEGY"),
              KafkaAccess.variables().stream())
          .collect(Collectors.toSet());

  private static final String LIVENESS = "/actuator/health/liveness";
  private static final String READINESS = "/actuator/health/readiness";

  /**
   * Names that the service does not know, and names that it wants and does not get. A default that
   * is empty or points to the pod itself is none here.
   */
  List<String> environment(String service, String applicationYml) {
    TreeMap<String, String> known = new TreeMap<>();
    PLACEHOLDER
        .matcher(applicationYml)
        .results()
        .forEach(found -> known.put(found.group(1), String.valueOf(found.group(2))));
    Set<String> given = manifests.workload(service).environment().keySet();
    List<String> faults = new ArrayList<>();
    given.stream()
        .filter(name -> !known.containsKey(name) && !READ_ELSEWHERE.contains(name))
        .forEach(name -> faults.add(service + " does not know " + name));
    known.forEach(
        (name, otherwise) -> {
          boolean needed = otherwise.isEmpty() || otherwise.contains("127.0.0.1");
          if (needed && name.startsWith("GOALSTREAM_") && !given.contains(name)) {
            faults.add(service + " wants " + name + ", which is not set");
          }
        });
    return faults;
  }

  /** References into a ConfigMap that lead nowhere. */
  List<String> references() {
    List<String> faults = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      for (EnvVar variable : workload.environment().values()) {
        if (variable.getValueFrom() == null
            || variable.getValueFrom().getConfigMapKeyRef() == null) {
          continue;
        }
        var reference = variable.getValueFrom().getConfigMapKeyRef();
        Optional<ConfigMap> map = manifests.find(ConfigMap.class, reference.getName());
        if (map.isEmpty() || !map.get().getData().containsKey(reference.getKey())) {
          faults.add(
              "%s takes %s from %s, which has no %s"
                  .formatted(
                      workload.name(),
                      variable.getName(),
                      reference.getName(),
                      reference.getKey()));
        }
      }
    }
    return faults;
  }

  /** Secrets that stand in the open. */
  List<String> secrets() {
    List<String> faults = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      manifests
          .values(workload)
          .forEach(
              (name, value) -> {
                if (SECRET.matcher(name).find() || CREDENTIALS_IN_URL.matcher(value).find()) {
                  faults.add(workload.name() + " carries a secret in " + name);
                }
              });
    }
    return faults;
  }

  /** What the Pod Security Standard "restricted" asks for, and a root file system nobody writes. */
  List<String> security() {
    List<String> faults = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      PodSpec pod = workload.template().getSpec();
      PodSecurityContext all = pod.getSecurityContext();
      if (all == null || !Boolean.TRUE.equals(all.getRunAsNonRoot())) {
        faults.add(workload.name() + " may run as root");
      }
      if (all == null
          || all.getSeccompProfile() == null
          || !"RuntimeDefault".equals(all.getSeccompProfile().getType())) {
        faults.add(workload.name() + " has no seccomp profile");
      }
      if (!Boolean.FALSE.equals(pod.getAutomountServiceAccountToken())) {
        faults.add(workload.name() + " gets a token of the cluster");
      }
      for (Container container : pod.getContainers()) {
        containerSecurity(workload.name(), container.getSecurityContext(), faults);
      }
    }
    return faults;
  }

  private static void containerSecurity(
      String workload, @Nullable SecurityContext own, List<String> faults) {
    Capabilities capabilities = own == null ? null : own.getCapabilities();
    if (capabilities == null || !capabilities.getDrop().contains("ALL")) {
      faults.add(workload + " keeps capabilities");
    }
    if (own == null || !Boolean.FALSE.equals(own.getAllowPrivilegeEscalation())) {
      faults.add(workload + " may raise its privileges");
    }
    if (own == null || !Boolean.TRUE.equals(own.getReadOnlyRootFilesystem())) {
      faults.add(workload + " may write its root file system");
    }
  }

  /** Probes, bounds, versions, and mounts of volumes that are there. */
  List<String> operation() {
    List<String> faults = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      String name = workload.name();
      Container container = workload.container();
      if (container.getResources() == null
          || !container.getResources().getLimits().containsKey("memory")
          || !container.getResources().getRequests().containsKey("cpu")) {
        faults.add(name + " has no bounds");
      }
      String image = container.getImage();
      if (!image.matches(".+:[0-9].*")) {
        faults.add(name + " has no fixed version: " + image);
      }
      boolean job = "OnFailure".equals(workload.template().getSpec().getRestartPolicy());
      if (!job) {
        probe(name, "startup", container.getStartupProbe(), LIVENESS, faults);
        probe(name, "liveness", container.getLivenessProbe(), LIVENESS, faults);
        probe(name, "readiness", container.getReadinessProbe(), READINESS, faults);
      }
    }
    return faults;
  }

  private static void probe(
      String workload, String which, @Nullable Probe probe, String path, List<String> faults) {
    if (probe == null
        || probe.getHttpGet() == null
        || !path.equals(probe.getHttpGet().getPath())
        || !"http".equals(probe.getHttpGet().getPort().getStrVal())) {
      faults.add("%s does not ask %s for its %s".formatted(workload, path, which));
    }
  }

  /** Doors: the container's port is the service's own, and the Service of its name leads there. */
  List<String> doors(String service, String applicationYml) {
    List<String> faults = new ArrayList<>();
    List<ContainerPort> ports = manifests.workload(service).container().getPorts();
    int port = ports.getFirst().getContainerPort();
    if (!Pattern.compile("(?m)^  port: (\\$\\{SERVER_PORT:)?%d}?$".formatted(port))
        .matcher(applicationYml)
        .find()) {
      faults.add("%s does not listen on %d".formatted(service, port));
    }
    boolean led =
        manifests
            .find(io.fabric8.kubernetes.api.model.Service.class, service)
            .map(found -> found.getSpec().getPorts().getFirst())
            .filter(found -> found.getPort() == port)
            .filter(found -> "http".equals(found.getTargetPort().getStrVal()))
            .isPresent();
    if (!led) {
      faults.add("no Service leads to %s on %d".formatted(service, port));
    }
    return faults;
  }

  /** Directories that a service writes or reads and that no volume is mounted at. */
  List<String> mounts() {
    List<String> faults = new ArrayList<>();
    for (Workload workload : manifests.workloads()) {
      List<String> mounted =
          workload.container().getVolumeMounts().stream()
              .map(mount -> mount.getMountPath())
              .toList();
      if (!mounted.contains("/tmp")) {
        faults.add(workload.name() + " has no /tmp to write");
      }
      manifests
          .values(workload)
          .forEach(
              (name, value) -> {
                if (name.endsWith("_DIRECTORY") && !mounted.contains(value)) {
                  faults.add("%s has nothing mounted at its %s".formatted(workload.name(), name));
                }
              });
      for (Volume volume : workload.template().getSpec().getVolumes()) {
        if (workload.container().getVolumeMounts().stream()
            .noneMatch(mount -> mount.getName().equals(volume.getName()))) {
          faults.add("%s mounts %s nowhere".formatted(workload.name(), volume.getName()));
        }
      }
    }
    return faults;
  }
}
