package io.goalstream.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.domain.Merging.Decision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergingTest {
  private static final Instant T = Examples.NOW;
  private static final Optional<LocalDate> AFTER = Optional.of(LocalDate.of(2026, 3, 31));

  private static final Owners NOBODY = user -> Optional.empty();

  private Optional<Fact> admitted = Optional.empty();
  private Optional<Gathered> gathered = Optional.empty();

  private static Deal deal(String stage, String amount, String... attributes) {
    Deal empty = Deal.withdrawal("D-1", 1, T);
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      words.put(attributes[i], attributes[i + 1]);
    }
    return new Deal(
        "D-1",
        1,
        false,
        Optional.of(stage),
        empty.sourceStage(),
        Optional.of(new BigDecimal(amount)),
        empty.margin(),
        Optional.of("EUR"),
        empty.quantity(),
        empty.type(),
        empty.customerId(),
        empty.productId(),
        empty.region(),
        empty.source(),
        empty.createdOn(),
        empty.expectedCloseOn(),
        Optional.of(LocalDate.of(2026, 3, 30)),
        empty.probability(),
        List.of(new Deal.Credit("ana", BigDecimal.ONE, Deal.Credit.REVENUE)),
        words,
        T);
  }

  private static Change change(Fact values, int second, String... fields) {
    Map<String, Instant> times = new HashMap<>();
    for (String field : fields) {
      times.put(field, T.plusSeconds(second));
    }
    return new Change(values, times);
  }

  private Decision take(Change change) {
    Decision decision =
        Merging.decide(admitted, gathered, change, T.plus(Duration.ofHours(1)), NOBODY);
    switch (decision) {
      case Decision.Accepted(Gathered known, Fact fact) -> {
        gathered = Optional.of(known);
        admitted = Optional.of(fact);
      }
      case Decision.Waiting(Gathered known, Merging.Lack lack) -> gathered = Optional.of(known);
      case Decision.Duplicate(Gathered known, String detail) -> gathered = Optional.of(known);
      case Decision.Stale(String detail) -> {}
      case Decision.Rejected(String reason, String detail) -> {}
    }
    return decision;
  }

  private Deal truth() {
    return (Deal) admitted.orElseThrow();
  }

  @Test
  void aFactWaitsUntilItIsWholeAndIsThenAdmitted() {
    assertThat(take(change(deal("WON", "10"), 1, "amount", "currency")))
        .isInstanceOfSatisfying(
            Decision.Waiting.class,
            waiting ->
                assertThat(waiting.lack().detail()).contains("stage: found nothing", "no credits"));
    assertThat(take(change(deal("WON", "10"), 2, "stage", "credits")))
        .isInstanceOfSatisfying(
            Decision.Waiting.class,
            waiting ->
                assertThat(waiting.lack().detail())
                    .isEqualTo(
                        "closedOn: found nothing, expected the date on which the deal was won or"
                            + " lost"));
    assertThat(take(change(deal("WON", "10"), 1, "closedOn")))
        .isInstanceOf(Decision.Accepted.class);

    assertThat(truth().amount()).contains(new BigDecimal("10.000000"));
    assertThat(truth().stage()).contains("WON");
    assertThat(truth().version()).isEqualTo(T.plusSeconds(2).toEpochMilli());
    assertThat(truth().changedAt()).isEqualTo(T.plusSeconds(2));
  }

  @Test
  void anOpenDealHasNoClosingDayUntilItIsClosed() {
    take(change(deal("OPEN", "10"), 1, "stage", "amount", "currency", "credits", "closedOn"));
    assertThat(truth().closedOn()).isEmpty();

    take(change(deal("WON", "10"), 2, "stage"));
    assertThat(truth().closedOn()).contains(LocalDate.of(2026, 3, 30));
  }

  /** The word for what is missing is a word like any other where somebody has written it. */
  @Test
  void aStageThatIsCalledNothingIsWrong() {
    assertThat(take(change(deal("nothing", "10"), 1, "stage")))
        .isInstanceOf(Decision.Rejected.class);
  }

  @Test
  void whetherTwoDaysGoTogetherIsFoundOutOfTheWholeFact() {
    Deal early = deal("WON", "10");
    Fact created = early.with(Set.of("createdOn"), Examples.deal(d -> d.createdOn = AFTER));
    assertThat(take(change(created, 1, "stage", "createdOn", "closedOn")))
        .isInstanceOf(Decision.Waiting.class);
  }

  @Test
  void theLatestChangeOfAFieldWinsInWhateverOrderTheyCome() {
    admit();
    take(change(deal("WON", "30"), 30, "amount"));
    assertThat(take(change(deal("WON", "20"), 20, "amount"))).isInstanceOf(Decision.Stale.class);
    assertThat(truth().amount()).contains(new BigDecimal("30.000000"));
    take(change(deal("LOST", "20"), 25, "amount", "stage"));

    assertThat(truth().amount()).contains(new BigDecimal("30.000000"));
    assertThat(truth().stage()).contains("LOST");
    assertThat(truth().changedAt()).isEqualTo(T.plusSeconds(30));
  }

  private void admit() {
    take(change(deal("WON", "10"), 1, "amount", "currency", "stage", "credits", "closedOn"));
    assertThat(admitted).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"9, 10", "10, 20", "11, 20"})
  void atTheSameMomentWhatComesLastCounts(int second, String expected) {
    admit();
    take(change(deal("WON", "10"), 10, "amount"));
    take(change(deal("WON", "20"), second, "amount"));

    assertThat(truth().amount()).contains(new BigDecimal(expected + ".000000"));
  }

  @Test
  void versionsRiseEvenWhenAnOlderChangeComesLate() {
    admit();
    take(change(deal("WON", "30"), 30, "amount"));
    long before = truth().version();
    take(change(deal("LOST", "0"), 20, "stage"));

    assertThat(truth().version()).isEqualTo(before + 1);
  }

  @Test
  void whatChangesNothingIsADuplicate() {
    admit();
    Change same = change(deal("WON", "10"), 5, "amount");

    assertThat(take(same)).isInstanceOf(Decision.Duplicate.class);
    assertThat(truth().version()).isEqualTo(T.plusSeconds(1).toEpochMilli());
    assertThat(take(change(deal("WON", "9"), 4, "amount"))).isInstanceOf(Decision.Stale.class);
  }

  @Test
  void aFactThatCameAsAWholeIsChangedFromThere() {
    admitted = Optional.of(deal("WON", "10", "tier", "gold").at(7, T));

    assertThat(take(change(deal("WON", "9"), -1, "amount"))).isInstanceOf(Decision.Stale.class);
    take(change(deal("WON", "11", "size", "big"), 1, "amount", "attributes.size"));

    assertThat(truth().amount()).contains(new BigDecimal("11.000000"));
    assertThat(truth().attributes()).isEqualTo(Map.of("tier", "gold", "size", "big"));
    take(change(deal("WON", "11"), 2, "attributes.tier"));
    assertThat(truth().attributes()).isEqualTo(Map.of("size", "big"));
  }

  @Test
  void whatIsGoneAndComesBackIsAsItWas() {
    admit();
    Deal before = truth();
    take(change(Deal.withdrawal("D-1", 1, T), 10, "withdrawn"));
    assertThat(truth().withdrawn()).isTrue();
    assertThat(truth().amount()).isEmpty();

    assertThat(take(change(deal("WON", "12"), 11, "amount")))
        .as("a change of what is gone")
        .isInstanceOf(Decision.Duplicate.class);
    take(change(deal("WON", "10"), 12, "withdrawn"));

    assertThat(truth().withdrawn()).isFalse();
    assertThat(truth().amount()).contains(new BigDecimal("12.000000"));
    assertThat(truth().credits()).isEqualTo(before.credits());
  }

  @ParameterizedTest
  @CsvSource({
    "colour, 1, 'colour: found a field of this name, expected one of '",
    "amount, 200000, 'amount: found changed at '",
    "stage, 1, 'stage: found MAYBE, expected '"
  })
  void aChangeThatIsWrongByItselfIsRejectedAndNotKept(String field, int second, String said) {
    admit();
    Optional<Gathered> before = gathered;

    assertThat(take(change(deal("MAYBE", "5"), second, field)))
        .isInstanceOfSatisfying(
            Decision.Rejected.class, rejected -> assertThat(rejected.detail()).startsWith(said));
    assertThat(gathered).isEqualTo(before);
  }

  @Test
  void fieldsThatDoNotGoTogetherWaitForEachOtherInEitherOrder() {
    admit();
    Deal created =
        deal("WON", "10").with(Set.of("createdOn"), Examples.deal(d -> d.createdOn = AFTER));
    assertThat(take(change(created, 5, "createdOn")))
        .isInstanceOfSatisfying(
            Decision.Waiting.class,
            waiting ->
                assertThat(waiting.lack().detail()).startsWith("closedOn: found 2026-03-30"));
    Deal closed =
        deal("WON", "10").with(Set.of("closedOn"), Examples.deal(d -> d.closedOn = AFTER));
    assertThat(take(change(closed, 5, "closedOn"))).isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void aChangeWithoutFieldsIsRejected() {
    assertThat(take(new Change(deal("WON", "1"), Map.of()))).isInstanceOf(Decision.Rejected.class);
  }

  @Test
  void anyOrderAndAnyRepetitionOfChangesLeadsToTheSameFact() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    List<Change> changes = new ArrayList<>();
    List<String> stages = List.of("OPEN", "WON", "LOST");
    for (int i = 1; i <= 60; i++) {
      List<String> fields =
          new ArrayList<>(
              List.of(
                  "amount",
                  "stage",
                  "closedOn",
                  "credits",
                  "currency",
                  "attributes.a",
                  "withdrawn"));
      Collections.shuffle(fields, random);
      Deal values = deal(stages.get(random.nextInt(3)), String.valueOf(i), "a", "v" + i);
      boolean gone = random.nextInt(4) == 0;
      Fact said = gone ? values.with(Set.of("withdrawn"), Deal.withdrawal("D-1", 1, T)) : values;
      changes.add(change(said, i, fields.subList(0, 1 + random.nextInt(3)).toArray(String[]::new)));
    }
    changes.add(
        change(
            deal("WON", "1"),
            0,
            "amount",
            "stage",
            "closedOn",
            "credits",
            "currency",
            "withdrawn"));

    Deal expected = null;
    for (int run = 0; run < 50; run++) {
      admitted = Optional.empty();
      gathered = Optional.empty();
      List<Change> order = new ArrayList<>(changes);
      order.addAll(changes.subList(0, 20));
      Collections.shuffle(order, random);
      long last = 0;
      for (Change one : order) {
        take(one);
        long version = admitted.map(Fact::version).orElse(0L);
        assertThat(version).as("versions with -Dseed=%d", seed).isGreaterThanOrEqualTo(last);
        last = version;
      }
      Deal now = truth().at(1, T);
      expected = expected == null ? now : expected;
      assertThat(now).as("run %d with -Dseed=%d", run, seed).isEqualTo(expected);
    }
    assertThat(expected).isEqualTo(oracle(changes));
  }

  /** The latest change of each field, field by field; an open deal was not closed on any day. */
  private static Deal oracle(List<Change> changes) {
    Deal fact = Deal.withdrawal("D-1", 1, T);
    Map<String, Instant> latest = new HashMap<>();
    for (Change one : changes) {
      one.fields()
          .forEach(
              (field, at) -> {
                if (at.isAfter(latest.getOrDefault(field, Instant.MIN))) {
                  latest.put(field, at);
                }
              });
    }
    for (Map.Entry<String, Instant> field : latest.entrySet()) {
      for (Change one : changes) {
        if (field.getValue().equals(one.fields().get(field.getKey()))) {
          fact = fact.with(Set.of(field.getKey()), one.values());
        }
      }
    }
    if (fact.stage().equals(Optional.of("OPEN"))) {
      fact = fact.with(Set.of("closedOn"), Deal.withdrawal("D-1", 1, T));
    }
    return fact.withdrawn() ? fact.gone().at(1, T) : fact.at(1, T);
  }
}
