package io.goalstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoCompanyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 20);

  private final DemoCompany company = new DemoCompany(TODAY);

  @Test
  void thePastIsTheSameAtEveryCall() {
    assertThat(new DemoCompany(TODAY).pastDeals())
        .isNotEmpty()
        .isEqualTo(company.pastDeals())
        .isEqualTo(company.pastDeals());
    assertThat(new DemoCompany(TODAY).pastActivities()).isEqualTo(company.pastActivities());
  }

  @Test
  void aDayLaterThePastIsLongerAndOtherwiseTheSame() {
    List<Map<String, Object>> later = new DemoCompany(TODAY.plusDays(1)).pastDeals();

    assertThat(later.subList(0, company.pastDeals().size())).isEqualTo(company.pastDeals());
    assertThat(later.size()).isGreaterThan(company.pastDeals().size());
  }

  @Test
  void everyThingHasAnIdOfItsOwn() {
    assertThat(company.pastDeals()).extracting(deal -> deal.get("id")).doesNotHaveDuplicates();
    assertThat(company.pastActivities()).extracting(a -> a.get("id")).doesNotHaveDuplicates();
    assertThat(company.goals()).extracting(goal -> goal.get("id")).doesNotHaveDuplicates();
  }

  @Test
  void theSharesOfADealAddUpToOneAndGoToKnownReps() {
    assertThat(company.pastDeals())
        .allSatisfy(
            deal -> {
              BigDecimal sum = BigDecimal.ZERO;
              for (Object credit : (List<?>) deal.getOrDefault("credits", List.of())) {
                Map<?, ?> each = (Map<?, ?>) credit;
                Object share = each.get("share");
                sum = sum.add(new BigDecimal(share == null ? "1" : share.toString()));
                assertThat(company.reps()).containsKey(String.valueOf(each.get("repId")));
              }
              assertThat(sum).isEqualByComparingTo("1");
              assertThat(deal.get("stage")).isIn("WON", "LOST");
              assertThat(LocalDate.parse(String.valueOf(deal.get("closedOn")))).isBefore(TODAY);
            });
  }

  @Test
  void goalsBelongToKnownUnitsAndReps() {
    assertThat(company.goals())
        .extracting(goal -> (Map<?, ?>) goal.get("owner"))
        .allSatisfy(
            owner ->
                assertThat(
                        Stream.concat(
                            company.units().keySet().stream(), company.reps().keySet().stream()))
                    .contains(String.valueOf(owner.get("id"))));
    assertThat(company.goals())
        .anySatisfy(goal -> assertThat(goal).containsEntry("id", company.companyGoal()));
  }

  @Test
  void whatHappensNextRaisesTheVersionOfEachDealByOne() {
    Map<Object, Long> versions = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      DemoCompany.Step step = company.nextStep(Instant.parse("2026-03-20T10:00:00Z"));
      if (step.path().equals("/deals")) {
        long version = ((Number) step.body().getOrDefault("version", 0)).longValue();
        Object id = step.body().getOrDefault("id", "");
        assertThat(version).isEqualTo(versions.getOrDefault(id, 0L) + 1);
        versions.put(id, version);
        assertThat(step.body().containsKey("closedOn"))
            .isNotEqualTo("OPEN".equals(step.body().get("stage")));
      }
    }
  }

  @Test
  void aQuarterBeginsWithoutAPastAndANumberIsNotWaitedFor() {
    DemoCompany first = new DemoCompany(LocalDate.of(2026, 4, 1));

    assertThat(first.pastDeals()).isEmpty();
    assertThat(first.hasPastRevenue()).isFalse();
    assertThat(company.hasPastRevenue()).isTrue();
  }
}
