package io.goalstream.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a cluster would be given. */
record Manifests(List<HasMetadata> all) {

  /** A workload with the pods that it makes. */
  record Workload(String name, PodTemplateSpec template) {
    Container container() {
      return template.getSpec().getContainers().getFirst();
    }

    Map<String, EnvVar> environment() {
      Map<String, EnvVar> environment = new TreeMap<>();
      container().getEnv().forEach(variable -> environment.put(variable.getName(), variable));
      return environment;
    }
  }

  /** Renders a directory with kubectl, which has kustomize inside and asks no cluster for it. */
  static Manifests render(Path directory) throws InterruptedException {
    ProcessBuilder command = new ProcessBuilder("kubectl", "kustomize", directory.toString());
    try {
      Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("kubectl kustomize %s failed".formatted(directory));
      }
      return parse(rendered);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "kubectl is needed to render the manifests and could not be run; install it", e);
    }
  }

  static Manifests parse(String yaml) {
    YAMLMapper mapper = new YAMLMapper();
    try (MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(yaml)) {
      List<HasMetadata> all = new ArrayList<>();
      documents.forEachRemaining(document -> all.add(StrictKinds.read(document)));
      return new Manifests(List.copyOf(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T extends HasMetadata> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
    return of(kind).stream()
        .filter(found -> found.getMetadata().getName().equals(name))
        .findFirst();
  }

  List<Workload> workloads() {
    return Stream.of(
            of(StatefulSet.class).stream().map(set -> workload(set, set.getSpec().getTemplate())),
            of(Deployment.class).stream()
                .map(deployment -> workload(deployment, deployment.getSpec().getTemplate())),
            of(Job.class).stream().map(job -> workload(job, job.getSpec().getTemplate())))
        .flatMap(found -> found)
        .toList();
  }

  Workload workload(String name) {
    return workloads().stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no workload " + name));
  }

  private static Workload workload(HasMetadata owner, PodTemplateSpec template) {
    return new Workload(owner.getMetadata().getName(), template);
  }

  /** Values of a workload's environment that stand in the manifests; secrets are left out. */
  Map<String, String> values(Workload workload) {
    Map<String, String> values = new TreeMap<>();
    for (EnvVar variable : workload.environment().values()) {
      if (variable.getValueFrom() == null) {
        values.put(variable.getName(), String.valueOf(variable.getValue()));
      } else if (variable.getValueFrom().getConfigMapKeyRef() != null) {
        var reference = variable.getValueFrom().getConfigMapKeyRef();
        find(ConfigMap.class, reference.getName())
            .map(map -> map.getData().get(reference.getKey()))
            .ifPresent(value -> values.put(variable.getName(), value));
      }
    }
    return values;
  }
}
