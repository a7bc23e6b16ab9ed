package io.goalstream.system;

import static io.goalstream.system.oracle.Standing.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Standing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Progress as it comes over REST and on the topic, in the words of the oracle. */
final class Standings {
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[\\s:\\[\"]-?\\d+(\\.\\d+)?[eE][+-]?\\d");

  private Standings() {}

  static Standing of(Goal goal, Rest.Answer answer) {
    assertThat(answer.text()).as("numbers written in full").doesNotContainPattern(SCIENTIFIC);
    return of(goal, answer.expect(200).json());
  }

  static Standing of(Goal goal, JsonNode progress) {
    SortedMap<BigDecimal, Boolean> levels = new TreeMap<>();
    for (JsonNode level : progress.path("levels")) {
      levels.put(
          new BigDecimal(level.path("threshold").asText()).stripTrailingZeros(),
          level.path("reached").asBoolean());
    }
    return new Standing(
        progress.path("dataState").asText(),
        written(progress, "value"),
        goal.metric().isQuotient() ? written(progress, "numerator") : NONE,
        goal.metric().isQuotient() ? written(progress, "denominator") : NONE,
        written(progress, "attainment"),
        progress.path("factCount").asLong(),
        levels);
  }

  static Standing of(Goal goal, GenericRecord progress) {
    SortedMap<BigDecimal, Boolean> levels = new TreeMap<>();
    for (Object level : (List<?>) progress.get("levels")) {
      GenericRecord state = (GenericRecord) level;
      levels.put(
          ((BigDecimal) state.get("threshold")).stripTrailingZeros(),
          (Boolean) state.get("reached"));
    }
    return new Standing(
        String.valueOf(progress.get("dataState")),
        written(progress.get("value")),
        goal.metric().isQuotient() ? written(progress.get("numerator")) : NONE,
        goal.metric().isQuotient() ? written(progress.get("denominator")) : NONE,
        written(progress.get("attainment")),
        (Long) progress.get("factCount"),
        levels);
  }

  private static String written(JsonNode progress, String field) {
    JsonNode number = progress.path(field);
    return number.isMissingNode() || number.isNull()
        ? NONE
        : Standing.written(Optional.of(new BigDecimal(number.asText())));
  }

  private static String written(@Nullable Object number) {
    return Standing.written(Optional.ofNullable((BigDecimal) number));
  }
}
