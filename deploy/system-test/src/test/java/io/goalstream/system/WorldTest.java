package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.system.oracle.Admission.Outcome;
import io.goalstream.system.oracle.Credit;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import io.goalstream.system.oracle.Oracle;
import io.goalstream.system.oracle.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The stream is only worth its time if it has everything in it that can go wrong. */
class WorldTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
  private static final World WORLD = new World("w", 42, TODAY);
  private static final List<Fact> STREAM =
      WORLD.chunks().stream().flatMap(chunk -> chunk.inOrder().stream()).toList();

  @Test
  void theSameSeedMakesTheSameWorld() {
    World again = new World("w", 42, TODAY);

    assertThat(again.chunks()).isEqualTo(WORLD.chunks());
    assertThat(again.goals()).isEqualTo(WORLD.goals());
    assertThat(new World("w", 43, TODAY).chunks()).isNotEqualTo(WORLD.chunks());
  }

  @Test
  void theStreamHasEveryKindOfTrouble() {
    assertThat(STREAM).filteredOn(fact -> fact.kind() == Fact.Kind.DEAL).hasSize(World.DEALS);
    assertThat(WORLD.admission().tally().get(Outcome.DUPLICATE)).isGreaterThan(500);
    assertThat(WORLD.admission().tally().get(Outcome.STALE)).isGreaterThan(1000);
    assertThat(WORLD.admission().tally().get(Outcome.CONFLICT)).isGreaterThan(20);
    assertThat(STREAM).filteredOn(Fact::withdrawn).hasSizeGreaterThan(500);
  }

  @Test
  void everyFullStateObeysTheRulesOfTheIntake() {
    assertThat(STREAM)
        .filteredOn(fact -> fact.kind() == Fact.Kind.DEAL && !fact.withdrawn())
        .allSatisfy(
            deal -> {
              assertThat(revenueShares(deal)).isEqualByComparingTo(BigDecimal.ONE);
              assertThat(deal.credits())
                  .allSatisfy(credit -> assertThat(credit.share()).isPositive());
              boolean closed = !"OPEN".equals(deal.fields().get("stage"));
              assertThat(deal.fields().containsKey("closedOn")).isEqualTo(closed);
              if (closed) {
                assertThat(deal.date("closedOn", ZoneOffset.UTC))
                    .get(InstanceOfAssertFactories.LOCAL_DATE)
                    .isAfterOrEqualTo(deal.date("createdOn", ZoneOffset.UTC).orElseThrow())
                    .isBeforeOrEqualTo(TODAY);
              }
            });
  }

  @Test
  void theGoalsEndOnBothSidesOfTheirLevels() {
    Oracle oracle = WORLD.oracle();
    List<Standing> standings = WORLD.goals().stream().map(oracle::standing).toList();

    assertThat(standings).extracting(Standing::dataState).containsOnly("OK");
    assertThat(standings).extracting(Standing::attainment).contains("1");
    for (BigDecimal level : Goal.USUAL_THRESHOLDS) {
      assertThat(standings)
          .extracting(standing -> standing.levels().get(level.stripTrailingZeros()))
          .contains(true, false);
    }
  }

  /** A world in which some sales cycles last longer than the baseline. */
  @Test
  void whatIsToDecreaseAimsBelowItsBaseline() {
    World slow = new World("scale", 4356301994034613033L, LocalDate.parse("2026-11-22"));

    assertThat(slow.goals())
        .filteredOn(goal -> goal.metric().equals(Metric.SALES_CYCLE_DAYS))
        .isNotEmpty()
        .allSatisfy(goal -> assertThat(goal.target()).isLessThan(goal.baseline().orElseThrow()));
  }

  @Test
  void theOracleDoesNotCareForTheOrderOfTheFacts() {
    List<Fact> shuffled = new ArrayList<>(WORLD.admission().facts());
    Collections.shuffle(shuffled, new Random(1));
    Oracle oracle = WORLD.oracle();
    Oracle other = new Oracle(WORLD.organization(), shuffled);

    assertThat(WORLD.goals())
        .allSatisfy(goal -> assertThat(other.standing(goal)).isEqualTo(oracle.standing(goal)));
  }

  private static BigDecimal revenueShares(Fact deal) {
    return deal.credits().stream()
        .filter(credit -> credit.kind() == Credit.Kind.REVENUE)
        .map(Credit::share)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
