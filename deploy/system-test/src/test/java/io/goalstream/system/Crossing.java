package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** One REACHED or LOST from attainment.events.v1. */
record Crossing(String eventId, String goalId, BigDecimal level, boolean reached, long number) {

  /** One level of one goal. */
  record Level(String goalId, BigDecimal threshold) {}

  /** The crossings of the levels among the events, in the order in which they stand. */
  static List<Crossing> in(List<Message> events) {
    List<Crossing> crossings = new ArrayList<>();
    for (Message event : events) {
      event.tryValue().filter(Crossing::isCrossing).map(Crossing::of).ifPresent(crossings::add);
    }
    return crossings;
  }

  static Map<Level, List<Crossing>> byLevel(List<Crossing> crossings) {
    Map<Level, List<Crossing>> byLevel = new LinkedHashMap<>();
    for (Crossing crossing : crossings) {
      byLevel
          .computeIfAbsent(
              new Level(crossing.goalId(), crossing.level()), level -> new ArrayList<>())
          .add(crossing);
    }
    return byLevel;
  }

  /** Fails unless REACHED and LOST alternate from REACHED on, counted from 1, each event once. */
  static void assertAlternating(Level level, List<Crossing> crossings) {
    for (int i = 0; i < crossings.size(); i++) {
      assertThat(crossings.get(i).reached())
          .as("crossing %d of %s", i + 1, level)
          .isEqualTo(i % 2 == 0);
      assertThat(crossings.get(i).number())
          .as("number of a crossing of %s", level)
          .isEqualTo(i + 1);
    }
    assertThat(crossings)
        .extracting(Crossing::eventId)
        .as("event ids of %s", level)
        .doesNotHaveDuplicates();
  }

  private static boolean isCrossing(GenericRecord event) {
    String kind = String.valueOf(event.get("kind"));
    return kind.equals("THRESHOLD_REACHED") || kind.equals("THRESHOLD_LOST");
  }

  private static Crossing of(GenericRecord event) {
    return new Crossing(
        String.valueOf(event.get("eventId")),
        String.valueOf(event.get("goalId")),
        ((BigDecimal) event.get("threshold")).stripTrailingZeros(),
        String.valueOf(event.get("kind")).equals("THRESHOLD_REACHED"),
        (Long) event.get("crossing"));
  }
}
