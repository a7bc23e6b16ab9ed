package io.goalstream.attainment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.SimulatedEngine.Numbers;
import io.goalstream.attainment.domain.SimulatedStory.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random companies, goals, facts and calendars; every partition goes its own way, the clock goes
 * on, and all agree with a naive oracle at every judgement and at the end. {@code -Dseed=N} plays
 * one world again, {@code -Dworlds=N} plays so many.
 */
class CreditTableSimulationTest {
  private static final int STEPS = 250;
  private static final long WORLDS = 12;

  @Test
  void numbersAreWholeAndRightWhateverTheOrderAndThePartitions() {
    seeds().forEach(CreditTableSimulationTest::play);
  }

  /** Goals over whole months of one owner have the same cells. */
  @Test
  void soAreTheNumbersOfGoalsThatShareTheirMonths() {
    seeds().forEach(seed -> play(seed, SimulatedStory::ofGoalsAlike));
  }

  private static LongStream seeds() {
    String seed = System.getProperty("seed", "");
    long worlds = Long.getLong("worlds", WORLDS);
    return seed.isBlank() ? LongStream.range(0, worlds) : LongStream.of(Long.parseLong(seed));
  }

  /** A correction after the end, or a restart, made the number 0. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 10)
  void aRollingGoalKeepsItsLastDaysOnceItsPeriodIsOver(long seed) {
    play(seed);
  }

  /** Facts dated in the future kept the windows full for longer than it was looked ahead. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {60, 78})
  void aDowngradeOfARollingGoalIsSeenBeyondOneWindow(long seed) {
    play(seed);
  }

  static void play(long seed) {
    play(seed, SimulatedStory::new);
  }

  private static void play(long seed, Function<Random, SimulatedStory> author) {
    try {
      List<Chapter> story = author.apply(new Random(seed)).tell(STEPS);
      Map<String, Numbers> one = played(story, 1, seed);
      for (int partitions : List.of(2, 4, 7)) {
        Map<String, Numbers> more = played(story, partitions, seed + partitions);
        assertThat(more.keySet()).isEqualTo(one.keySet());
        more.forEach(
            (goalId, numbers) ->
                assertThat(numbers)
                    .as("goal %s of %d partitions", goalId, partitions)
                    .matches(
                        many -> many.agreesWith(Objects.requireNonNull(one.get(goalId))),
                        "like one partition: " + one.get(goalId)));
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("Replay with -Dseed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Numbers> played(List<Chapter> story, int partitions, long seed) {
    SimulatedEngine engine = new SimulatedEngine(partitions, new Random(~seed));
    story.forEach(engine::lives);
    return engine.ends();
  }
}
