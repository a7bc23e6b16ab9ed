package io.goalstream.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Quiet;
import io.goalstream.notification.domain.rule.Rule;
import io.goalstream.notification.domain.rule.Timing;
import io.goalstream.notification.domain.rule.Way;
import io.goalstream.notification.domain.rule.Who;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goals whose levels are crossed back and forth, heard by instances that stop at any step and hear
 * things again, and told through receivers that fail: at the end everybody believes what is true,
 * and nobody was told anything twice.
 */
class AlertingSimulationTest {
  private static final int STEPS = 300;
  private static final List<String> LEVELS = List.of("0.5", "0.8", "1");
  private static final List<String> PACES = List.of("ON_TRACK", "AT_RISK", "OFF_TRACK");
  private static final String CHAT = "channel:chat";
  private static final String SYSTEM = "channel:system";

  static LongStream seeds() {
    Long asked = Long.getLong("seed");
    return asked == null ? LongStream.range(0, 40) : LongStream.of(asked);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void everybodyBelievesWhatIsTrueAndNobodyIsToldTwice(long seed) {
    Simulation simulation = new Simulation(seed);
    for (int i = 0; i < STEPS; i++) {
      simulation.step();
    }
    simulation.settle();
    simulation.check();
  }

  /** A goal's truth, and everything that was said of it in its order. */
  private static final class Goal {
    final String id;
    final List<Event> log = new ArrayList<>();
    final Map<String, Long> crossings = new HashMap<>();
    final Set<String> reached = new TreeSet<>();
    String pace = "ON_TRACK";
    int heard;

    Goal(String id) {
      this.id = id;
    }
  }

  private static final class Simulation {
    private final Random random;
    private final Office office = new Office();
    private final List<Goal> goals = new ArrayList<>();
    private final Map<String, Set<String>> received = new TreeMap<>();
    private final Map<String, List<Delivery>> told = new TreeMap<>();
    private boolean dangerous = true;

    Simulation(long seed) {
      random = new Random(seed);
      for (int i = 0; i < 4; i++) {
        goals.add(new Goal("g-" + i));
      }
      office.wants("ana", new Quiet(LocalTime.of(18, 0), LocalTime.of(7, 0), Set.of()), Map.of());
      office.triesAfter(Collections.nCopies(1000, Duration.ofMinutes(5)));
      office.mails("hugo");
      office.channels.save(Examples.channel("chat", Channel.Kind.SLACK, "https://example.com"));
      office.channels.save(Examples.webhook("system", "https://example.com"));
      office.rules.save(
          new Rule(
              "chat",
              "chat",
              true,
              Optional.empty(),
              Rule.Condition.of(
                  Set.of(EventKind.LEVEL_REACHED, EventKind.LEVEL_LOST, EventKind.PACE_CHANGED)),
              List.of(new Who.Channel("chat"), new Who.Managers(1)),
              random.nextBoolean() ? Timing.REAL_TIME : Timing.DAILY,
              Set.of(Way.values()),
              Duration.ofHours(random.nextInt(3)),
              Rule.Pick.HIGHEST,
              1));
      office.inbox.endanger(this::hazard);
      office.deliveries.endanger(this::hazard);
    }

    private void hazard() {
      if (dangerous && random.nextInt(40) == 0) {
        throw new IllegalStateException("stopped here");
      }
    }

    void step() {
      switch (random.nextInt(6)) {
        case 0, 1 -> happen(goals.get(random.nextInt(goals.size())));
        case 2, 3 -> hear(goals.get(random.nextInt(goals.size())));
        case 4 -> carry();
        default -> office.pass(Duration.ofMinutes(random.nextInt(180)));
      }
    }

    /** Attainment moves: what lies between before and after is crossed in one moment. */
    private void happen(Goal goal) {
      office.pass(Duration.ofMillis(1));
      if (random.nextInt(3) == 0) {
        String next = PACES.get(random.nextInt(PACES.size()));
        if (!next.equals(goal.pace)) {
          goal.pace = next;
          say(goal, EventKind.PACE_CHANGED, "0", "pace");
        }
        return;
      }
      int now = random.nextInt(LEVELS.size() + 1);
      for (int i = 0; i < LEVELS.size(); i++) {
        String level = LEVELS.get(i);
        if (i < now && goal.reached.add(level)) {
          say(goal, EventKind.LEVEL_REACHED, level, level);
        } else if (i >= now && goal.reached.remove(level)) {
          say(goal, EventKind.LEVEL_LOST, level, level);
        }
      }
    }

    private void say(Goal goal, EventKind kind, String level, String matter) {
      long crossing = goal.crossings.merge(matter, 1L, Long::sum);
      String pace = goal.pace;
      goal.log.add(
          Examples.event(
              goal.id + " " + matter + " " + crossing,
              crossing,
              example -> {
                example.goalId = goal.id;
                example.kind = kind;
                example.level = level;
                example.pace = pace;
                example.at = office.clock.instant();
                example.cause = "DEAL";
              }));
    }

    /** Goes on where it was, or a few events before, as after a restart. */
    private void hear(Goal goal) {
      if (random.nextInt(4) == 0) {
        goal.heard = Math.max(0, goal.heard - random.nextInt(5));
      }
      int until = Math.min(goal.log.size(), goal.heard + 1 + random.nextInt(6));
      while (goal.heard < until) {
        try {
          office.announcer().announce(goal.log.get(goal.heard));
          goal.heard++;
        } catch (IllegalStateException e) {
          return;
        }
      }
    }

    private void carry() {
      String instance = random.nextBoolean() ? "one" : "two";
      office.courier(instance, this::receive).run();
    }

    /** Fails, takes it, or takes it and nobody hears that. A receiver knows a name again. */
    private Answer receive(Carrier.Target target, List<Delivery> together) {
      int luck = dangerous ? random.nextInt(10) : 9;
      if (luck < 3) {
        return Answer.NotArrived.because("status 500");
      }
      for (Delivery delivery : together) {
        Set<String> known =
            received.computeIfAbsent(delivery.destination(), any -> new HashSet<>());
        if (known.add(delivery.messageId())) {
          told.computeIfAbsent(delivery.destination(), any -> new ArrayList<>()).add(delivery);
        }
      }
      return luck == 3 ? Answer.NotArrived.because("the answer was lost") : new Answer.Arrived();
    }

    /** Nothing fails any more, and everything has its time. */
    void settle() {
      dangerous = false;
      for (Goal goal : goals) {
        while (goal.heard < goal.log.size()) {
          hear(goal);
        }
      }
      for (int i = 0; i < 24 * 5; i++) {
        office.pass(Duration.ofHours(1));
        carry();
      }
    }

    void check() {
      Set<Delivery.State> over = Set.of(Delivery.State.SENT, Delivery.State.SUPPRESSED);
      assertThat(office.deliveries.all().stream().filter(it -> !over.contains(it.state())))
          .as("what is still on its way or has failed")
          .isEmpty();
      checkInbox("ana");
      checkInbox("hugo");
      for (String destination : List.of("mail:ana", "mail:hugo", CHAT)) {
        for (Goal goal : goals) {
          checkBelief(destination, goal);
        }
      }
      checkSystem();
    }

    private void checkInbox(String person) {
      List<Alert> alerts = office.inbox.of(person).reversed();
      assertThat(alerts).extracting(Alert::id).doesNotHaveDuplicates();
      for (Goal goal : goals) {
        for (String level : LEVELS) {
          List<AlertKind> kinds =
              alerts.stream()
                  .filter(it -> it.goalId().equals(Optional.of(goal.id)))
                  .filter(it -> it.level().map(Event::plain).equals(Optional.of(level)))
                  .map(Alert::kind)
                  .toList();
          assertThat(kinds)
              .as("%s on %s at %s", person, goal.id, level)
              .isEqualTo(toAndFro(kinds.size()));
          assertThat(kinds.size() % 2 == 1)
              .as("%s believes that %s of %s is reached", person, level, goal.id)
              .isEqualTo(goal.reached.contains(level));
        }
      }
    }

    private static List<AlertKind> toAndFro(int count) {
      List<AlertKind> kinds = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        kinds.add(
            i == 0
                ? AlertKind.LEVEL_REACHED
                : i % 2 == 1 ? AlertKind.LEVEL_LOST : AlertKind.LEVEL_REGAINED);
      }
      return kinds;
    }

    /** A level that is reached says the same of all below it, a lost one of all above. */
    private void checkBelief(String destination, Goal goal) {
      Set<String> believed = new TreeSet<>();
      String pace = "BACK_ON_TRACK";
      for (Delivery delivery : told.getOrDefault(destination, List.of())) {
        if (!delivery.goalId().equals(Optional.of(goal.id))) {
          continue;
        }
        String level = level(delivery);
        switch (AlertKind.valueOf(delivery.type())) {
          case LEVEL_REACHED, LEVEL_REGAINED ->
              LEVELS.stream().filter(it -> compare(it, level) <= 0).forEach(believed::add);
          case LEVEL_LOST -> believed.removeIf(it -> compare(it, level) >= 0);
          default -> {
            assertThat(delivery.type()).as("a pace that was known").isNotEqualTo(pace);
            pace = delivery.type();
          }
        }
      }
      assertThat(believed)
          .as("what %s believes of %s after %s", destination, goal.id, story(destination, goal))
          .isEqualTo(goal.reached);
      String truth = goal.pace.equals("ON_TRACK") ? "BACK_ON_TRACK" : goal.pace;
      assertThat(pace).as("the pace of %s as %s knows it", goal.id, destination).isEqualTo(truth);
    }

    private String story(String destination, Goal goal) {
      return office.deliveries.of(destination).stream()
          .filter(it -> it.goalId().equals(Optional.of(goal.id)))
          .sorted(Comparator.comparing(Delivery::createdAt))
          .map(
              it ->
                  "%s: %s %s %s, tried %s"
                      .formatted(
                          it.createdAt(),
                          Office.said(it),
                          it.state(),
                          it.suppression().map(why -> why.reason().name()).orElse(""),
                          it.attempts()))
          .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static int compare(String one, String other) {
      return new BigDecimal(one).compareTo(new BigDecimal(other));
    }

    /** By its title, which says it to people. */
    private static String level(Delivery delivery) {
      String title = Office.said(delivery);
      return title.contains("100%") ? "1" : title.contains("80%") ? "0.8" : "0.5";
    }

    private void checkSystem() {
      Map<String, Integer> counts = new LinkedHashMap<>();
      told.getOrDefault(SYSTEM, List.of())
          .forEach(it -> counts.merge(it.messageId(), 1, Integer::sum));
      assertThat(counts.values()).allMatch(count -> count == 1);
      assertThat(counts.keySet())
          .containsExactlyInAnyOrderElementsOf(
              goals.stream()
                  .flatMap(goal -> goal.log.stream())
                  .filter(event -> event.kind().isLevel())
                  .map(event -> "msg_" + event.eventId())
                  .toList());
    }
  }
}
