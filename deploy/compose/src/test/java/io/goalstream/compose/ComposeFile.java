package io.goalstream.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** A docker-compose.yml and what is wrong with it, in sentences. */
record ComposeFile(Map<String, Map<String, Object>> services) {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");

  /** A variable that has to be set, without a value that would stand in for it. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[A-Z_]+:\\?.*}");

  private static final Pattern SECRET =
      Pattern.compile("PASSWORD|SECRET|TOKEN|CREDENTIAL|PRIVATE_KEY|ACCESS_KEY");
  private static final Pattern CREDENTIALS_IN_URL = Pattern.compile("//[^/@\\s]+:[^/@\\s]+@");
  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOCAL = LOOPBACK + ":";

  /** Spring and the JVM read these themselves. */
  private static final Set<String> OWN_OF_PLATFORM = Set.of("SERVER_PORT", "JDK_JAVA_OPTIONS");

  static ComposeFile parse(String yaml) {
    Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(yaml);
    return new ComposeFile(file.getOrDefault("services", Map.of()));
  }

  static ComposeFile read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  Map<String, Object> service(String name) {
    return services.getOrDefault(name, Map.of());
  }

  Map<String, String> environment(String service) {
    Map<String, String> environment = new LinkedHashMap<>();
    map(service(service).get("environment"))
        .forEach((name, value) -> environment.put(name, String.valueOf(value)));
    return environment;
  }

  /**
   * Names that the service does not know, and names that it wants and does not get. A default that
   * points to this machine is none here: inside a container nobody else is on it.
   */
  List<String> environmentFaults(String service, String applicationYml) {
    Map<String, String> known = new TreeMap<>();
    PLACEHOLDER
        .matcher(applicationYml)
        .results()
        .forEach(
            found -> known.put(found.group(1), Objects.requireNonNullElse(found.group(2), LOCAL)));
    Map<String, String> given = environment(service);
    List<String> faults = new ArrayList<>();
    given.keySet().stream()
        .filter(name -> !known.containsKey(name) && !OWN_OF_PLATFORM.contains(name))
        .forEach(name -> faults.add(service + " does not know " + name));
    known.forEach(
        (name, otherwise) -> {
          if (otherwise.contains(LOOPBACK)
              && name.startsWith("GOALSTREAM_")
              && !given.containsKey(name)) {
            faults.add(service + " wants " + name + ", which is not set");
          }
        });
    return faults;
  }

  List<String> imageFaults() {
    List<String> faults = new ArrayList<>();
    services.forEach(
        (name, service) -> {
          String image = String.valueOf(service.get("image"));
          String tag = image.substring(image.lastIndexOf('/') + 1);
          if (!tag.contains(":") || tag.endsWith(":latest")) {
            faults.add(name + " has no fixed version: " + image);
          }
        });
    return faults;
  }

  /** Every port is bound to this machine only, and no two services want the same one. */
  List<String> portFaults() {
    List<String> faults = new ArrayList<>();
    TreeSet<String> taken = new TreeSet<>();
    services.forEach(
        (name, service) -> {
          for (Object port : list(service.get("ports"))) {
            String published = String.valueOf(port);
            if (!published.startsWith(LOCAL)) {
              faults.add(name + " is open to the network: " + published);
            }
            if (!taken.add(published.replaceFirst(":[0-9]+$", ""))) {
              faults.add(name + " takes a port that is taken: " + published);
            }
          }
        });
    return faults;
  }

  List<String> dependencyFaults() {
    List<String> faults = new ArrayList<>();
    services.forEach(
        (name, service) ->
            map(service.get("depends_on"))
                .forEach(
                    (target, how) -> {
                      Object condition = map(how).get("condition");
                      if (!services.containsKey(target)) {
                        faults.add(name + " waits for " + target + ", which is not there");
                      } else if ("service_healthy".equals(condition)
                          && !service(target).containsKey("healthcheck")) {
                        faults.add(
                            name + " waits for the health of " + target + ", which has none");
                      } else if (condition == null) {
                        faults.add(name + " does not say what it waits for in " + target);
                      }
                    }));
    return faults;
  }

  List<String> buildFaults(Path root) {
    List<String> faults = new ArrayList<>();
    services.forEach(
        (name, service) -> {
          if (!service.containsKey("build")) {
            return;
          }
          Map<String, Object> build = map(service.get("build"));
          Path context = root.resolve(String.valueOf(build.get("context"))).normalize();
          if (!Files.isDirectory(context)
              || !Files.isRegularFile(context.resolve(String.valueOf(build.get("dockerfile"))))) {
            faults.add(name + " is built from something that is not there: " + build);
          }
        });
    return faults;
  }

  /** Every part says when it is healthy, comes back after a failure, and has bounded memory. */
  List<String> operationFaults() {
    List<String> faults = new ArrayList<>();
    services.forEach(
        (name, service) -> {
          boolean job = String.valueOf(service.get("restart")).startsWith("on-failure");
          for (String wanted :
              job ? List.of("mem_limit") : List.of("restart", "mem_limit", "healthcheck")) {
            if (!service.containsKey(wanted)) {
              faults.add(name + " has no " + wanted);
            }
          }
        });
    return faults;
  }

  List<String> secrets() {
    List<String> faults = new ArrayList<>();
    for (String service : services.keySet()) {
      environment(service)
          .forEach(
              (name, value) -> {
                boolean named = SECRET.matcher(name).find() && !REFERENCE.matcher(value).matches();
                if (named || CREDENTIALS_IN_URL.matcher(value).find()) {
                  faults.add(service + " carries a secret in " + name);
                }
              });
    }
    return faults;
  }

  @SuppressWarnings("unchecked") // Keys of these parts are always text.
  private static Map<String, Object> map(Object value) {
    return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> found ? found : List.of();
  }
}
