package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.TestLedger.closeRate;
import static io.goalstream.attainment.application.TestLedger.customers;
import static io.goalstream.attainment.application.TestLedger.deal;
import static io.goalstream.attainment.application.TestLedger.dealIn;
import static io.goalstream.attainment.application.TestLedger.demo;
import static io.goalstream.attainment.application.TestLedger.goal;
import static io.goalstream.attainment.application.TestLedger.in;
import static io.goalstream.attainment.application.TestLedger.revenue;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Contributions.Order;
import io.goalstream.attainment.domain.Goal.Owner;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contributions and daily history. */
class DrillDownTest {
  private final TestLedger ledger = new TestLedger();
  private final Contributions contributions = new Contributions(ledger.reading());

  @Test
  void theContributionsOfATeamAddUpToItsNumber() {
    ledger.unit("team");
    ledger.rep("ann", in("team", "2020-01-01"));
    ledger.rep("bob", in("team", "2020-01-01", "2026-04-01"));
    ledger.rate("USD", "EUR", "2026-01-01", "0.9");
    ledger.goal(goal(1, Owner.unit("team"), revenue(), "1000"));
    ledger.fact(deal("d1", 1, "100", "2026-03-10", "ann", "eve"));
    ledger.fact(dealIn("d2", 1, "200", "USD", "c", "2026-03-11", "ann", "bob"));
    ledger.fact(deal("d3", 1, "400", "2026-04-01", "bob"));
    ledger.fact(dealIn("d4", 1, "70", "GBP", "c", "2026-04-02", "ann"));

    Contributions.Page page = contributions.page("g", Order.DATE, true, 0, 10).orElseThrow();

    assertThat(page.contributions())
        .extracting(Contribution::factId)
        .containsExactly("d4", "d2", "d1");
    assertThat(page.total()).isEqualTo(3);
    assertThat(page.counted().value()).isEqualByComparingTo("230");
    assertThat(page.counted().factCount()).isEqualTo(2);
    assertThat(page.counted().parkedFactCount()).isEqualTo(1);
    Contribution parked = page.contributions().getFirst();
    assertThat(parked.parked()).isTrue();
    assertThat(parked.rate()).isNull();
    Contribution dollars = page.contributions().get(1);
    assertThat(dollars.measure()).isEqualByComparingTo("200");
    assertThat(dollars.rate()).isEqualByComparingTo("0.9");
    assertThat(dollars.credited()).isEqualByComparingTo("180");
    assertThat(page.contributions().get(2).credits())
        .extracting(share -> share.repId() + " " + share.ofOwner())
        .containsExactly("ann true", "eve false");
  }

  @Test
  void pagesDoNotOverlapAndLeaveNothingOut() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1000"));
    IntStream.range(0, 7).forEach(i -> ledger.fact(deal("d" + i, 1, "10", "2026-03-10", "ann")));

    assertThat(ids(0, 3)).isEqualTo("d0 d1 d2");
    assertThat(ids(3, 3)).isEqualTo("d3 d4 d5");
    assertThat(ids(6, 3)).isEqualTo("d6");
    assertThat(ids(9, 3)).isEmpty();
    assertThat(contributions.page("other", Order.DATE, false, 0, 3)).isEmpty();
  }

  private String ids(int skip, int limit) {
    return contributions
        .page("g", Order.DATE, false, skip, limit)
        .orElseThrow()
        .contributions()
        .stream()
        .map(Contribution::factId)
        .collect(joining(" "));
  }

  @Test
  void theHistoryBurnsUpByCreditingDate() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1810"));
    ledger.fact(deal("d1", 1, "100", "2026-01-02", "ann"));
    ledger.fact(deal("d2", 1, "30", "2026-01-04", "ann"));
    ledger.fact(deal("d3", 1, "5", "2026-01-04", "ann"));

    assertThat(history("2026-01-01", "2026-01-05")).isEqualTo("0+0 100+100 100+0 135+35 135+0");
    assertThat(history("2026-01-04", "2026-01-04")).isEqualTo("135+35");
    assertThat(days("2026-01-02", "2026-01-02").getFirst().expected()).isEqualByComparingTo("20");
  }

  @Test
  void theHalvesOfAQuotientFallOnTheirOwnDays() {
    ledger.goal(goal(1, Owner.rep("ann"), closeRate(), "0.5"));
    ledger.fact(demo("m1", "ann", "2026-01-01"));
    ledger.fact(demo("m2", "ann", "2026-01-03"));
    ledger.fact(deal("d1", 1, "100", "2026-01-02", "ann"));

    assertThat(history("2026-01-01", "2026-01-03")).isEqualTo("0+0 1+1 0.5+0");
    assertThat(days("2026-01-03", "2026-01-03").getFirst().denominator()).isEqualByComparingTo("2");
  }

  @Test
  void aCustomerCountsFromTheFirstDay() {
    ledger.goal(goal(1, Owner.rep("ann"), customers(), "5"));
    ledger.fact(dealIn("d1", 1, "1", "EUR", "c1", "2026-01-03", "ann"));
    ledger.fact(dealIn("d2", 1, "1", "EUR", "c1", "2026-01-02", "ann"));
    ledger.fact(dealIn("d3", 1, "1", "EUR", "c2", "2026-01-03", "ann"));

    assertThat(history("2026-01-01", "2026-01-03")).isEqualTo("0+0 1+1 2+1");
  }

  private String history(String first, String last) {
    return days(first, last).stream()
        .map(day -> day.value() + "+" + day.own())
        .collect(joining(" "));
  }

  private List<DailyHistory.Day> days(String first, String last) {
    DailyHistory history = new DailyHistory(ledger.reading());
    return history
        .days(history.goal("g").orElseThrow(), LocalDate.parse(first), LocalDate.parse(last))
        .days();
  }
}
