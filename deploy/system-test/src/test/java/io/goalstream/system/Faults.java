package io.goalstream.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What can go wrong with the running system: with the processes of each service, with what they
 * rest on, and with what comes in.
 */
final class Faults {
  private static final byte[] POISON = "no record".getBytes(StandardCharsets.UTF_8);
  private static final List<String> INPUTS =
      List.of(
          "intake.deals.v1",
          "intake.activities.v1",
          "sales.deals.v1",
          "sales.activities.v1",
          "goals.definitions.v1",
          "attainment.events.v1");

  private final RunningSystem system;
  private final List<Instance> instances;
  private final List<List<Fault>> kinds;

  /**
   * @param instances all processes of all services
   * @param engines those that keep something on their own disk
   */
  Faults(RunningSystem system, List<Instance> instances, List<Instance> engines) {
    this.system = system;
    this.instances = instances;
    this.kinds =
        List.of(
            instances.stream().map(Faults::kill).toList(),
            instances.stream().map(Faults::freeze).toList(),
            engines.stream().map(Faults::loseState).toList(),
            List.of(killBroker()),
            List.of(freeze(Foundation.BROKER)),
            List.of(freeze(Foundation.REGISTRY), freeze(Foundation.DATABASE)),
            List.of(away(Foundation.REGISTRY), away(Foundation.DATABASE)),
            INPUTS.stream().map(this::poison).toList(),
            List.of(rollingRestart()));
  }

  /** One or two at a time, at different parts; each kind of fault is as likely. */
  List<Fault> some(SplittableRandom random) {
    List<Fault> faults = new ArrayList<>(List.of(any(random)));
    if (random.nextInt(3) == 0) {
      Fault second = any(random);
      if (!second.target().equals(faults.getFirst().target()) && !touchesAll(faults, second)) {
        faults.add(second);
      }
    }
    return faults;
  }

  private static boolean touchesAll(List<Fault> faults, Fault second) {
    return faults.getFirst().target().isEmpty() || second.target().isEmpty();
  }

  private Fault any(SplittableRandom random) {
    List<Fault> kind = kinds.get(random.nextInt(kinds.size()));
    return kind.get(random.nextInt(kind.size()));
  }

  private static Fault kill(Instance instance) {
    return new Fault(
        "SIGKILL of " + instance.name(),
        instance.name(),
        false,
        instance::kill,
        () -> instance.start());
  }

  private static Fault freeze(Instance instance) {
    return new Fault(
        "SIGSTOP of " + instance.name(), instance.name(), false, instance::freeze, instance::thaw);
  }

  private static Fault loseState(Instance instance) {
    return new Fault(
        "lost disk of " + instance.name(),
        instance.name(),
        false,
        () -> {
          instance.kill();
          instance.loseState();
        },
        () -> instance.start());
  }

  private Fault killBroker() {
    return new Fault(
        "SIGKILL of the broker",
        Foundation.BROKER.title(),
        true,
        () -> system.kill(Foundation.BROKER),
        () -> system.start(Foundation.BROKER));
  }

  private Fault freeze(Foundation foundation) {
    return new Fault(
        "SIGSTOP of the " + foundation.title(),
        foundation.title(),
        true,
        () -> system.freeze(foundation),
        () -> system.thaw(foundation));
  }

  /** Stopped in order: how much a SIGKILL leaves of the local database is not what is tested. */
  private Fault away(Foundation foundation) {
    return new Fault(
        foundation.title() + " away",
        foundation.title(),
        true,
        () -> system.stop(foundation),
        () -> system.start(foundation));
  }

  private Fault poison(String topic) {
    return new Fault(
        "poison on " + topic,
        topic,
        false,
        () -> system.topics().put(topic, POISON, POISON),
        () -> {});
  }

  /** One process after the other, each stopped as an operator stops it. */
  private Fault rollingRestart() {
    return new Fault(
        "rolling restart",
        "",
        false,
        () ->
            instances.forEach(
                instance -> {
                  instance.stop();
                  instance.start();
                }),
        () -> {});
  }
}
