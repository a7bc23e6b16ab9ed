package io.goalstream.ingest.domain;

import static io.goalstream.ingest.domain.Examples.NOW;
import static io.goalstream.ingest.domain.Examples.overlay;
import static io.goalstream.ingest.domain.Examples.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.domain.Examples.DealExample;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DealTest {
  private static final String ID = "1 to 200 characters";
  private static final String STAGE = "one of OPEN, WON, LOST";
  private static final String PLACES = "at most 6 decimal places";
  private static final String DIGITS = "at most 18 digits before the point";
  private static final String CODE = "an ISO 4217 code such as EUR";
  private static final String CODE_NEEDED = "an ISO 4217 code, because there is an amount";
  private static final String SUM = "REVENUE shares that add up to 1";
  private static final String SHARE = "more than 0 and at most 1";
  private static final String CHANCE = "a number from 0 to 1";

  private static Arguments deal(String what, Consumer<DealExample> change, Violation... expected) {
    return Arguments.of(what, change, List.of(expected));
  }

  private static Violation violation(String field, String found, String expected) {
    return new Violation(field, found, expected);
  }

  static Stream<Arguments> identityAndStage() {
    return Stream.of(
        deal("nothing wrong", d -> {}),
        deal("longest id", d -> d.id = "x".repeat(200)),
        deal("id too long", d -> d.id = "x".repeat(201), violation("id", "201 characters", ID)),
        deal("blank id", d -> d.id = " ", violation("id", "nothing", ID)),
        deal("version 0", d -> d.version = 0, violation("version", "0", "a whole number from 1")),
        deal("highest version", d -> d.version = Long.MAX_VALUE),
        deal("no stage", d -> d.stage = Optional.empty(), violation("stage", "nothing", STAGE)),
        deal(
            "a stage of another name",
            d -> d.stage = Optional.of("won"),
            violation("stage", "won", STAGE)),
        deal(
            "a type of another name",
            d -> d.type = Optional.of("UPSELL"),
            violation("type", "UPSELL", "one of NEW_BUSINESS, EXPANSION, RENEWAL")),
        deal("longest word", d -> d.customerId = Optional.of("x".repeat(500))),
        deal(
            "word too long",
            d -> d.customerId = Optional.of("x".repeat(501)),
            violation("customerId", "501 characters", "at most 500 characters")));
  }

  static Stream<Arguments> numbersAndCurrency() {
    String eighteen = "9".repeat(18);
    return Stream.of(
        deal("6 places", d -> d.amount = Optional.of("0.000001")),
        deal("zeros behind them", d -> d.amount = Optional.of("0.00000100")),
        deal(
            "7 places",
            d -> d.amount = Optional.of("0.0000001"),
            violation("amount", "0.0000001", PLACES)),
        deal("18 digits", d -> d.amount = Optional.of(eighteen + ".999999")),
        deal(
            "19 digits",
            d -> d.amount = Optional.of("1" + "0".repeat(18)),
            violation("amount", "1000000000000000000.000000", DIGITS)),
        deal("a negative amount", d -> d.amount = Optional.of("-5")),
        deal(
            "margin with 7 places",
            d -> d.margin = Optional.of("1.0000001"),
            violation("margin", "1.0000001", PLACES)),
        deal(
            "no currency with an amount",
            d -> d.currency = Optional.empty(),
            violation("currency", "nothing", CODE_NEEDED)),
        deal(
            "no currency with a margin",
            d -> {
              d.amount = Optional.empty();
              d.currency = Optional.empty();
            },
            violation("currency", "nothing", CODE_NEEDED)),
        deal(
            "no currency and no money",
            d -> {
              d.amount = Optional.empty();
              d.margin = Optional.empty();
              d.currency = Optional.empty();
            }),
        deal(
            "unknown currency",
            d -> d.currency = Optional.of("EURO"),
            violation("currency", "EURO", CODE)),
        deal(
            "currency in small letters",
            d -> d.currency = Optional.of("eur"),
            violation("currency", "eur", CODE)),
        deal("probability 0", d -> d.probability = Optional.of("0")),
        deal(
            "probability below 0",
            d -> d.probability = Optional.of("-0.000001"),
            violation("probability", "-0.000001", CHANCE)),
        deal(
            "probability above 1",
            d -> d.probability = Optional.of("1.000001"),
            violation("probability", "1.000001", CHANCE)));
  }

  static Stream<Arguments> dates() {
    LocalDate limit = LocalDate.of(2027, 4, 1);
    String closing = "the date on which the deal was won or lost";
    return Stream.of(
        deal(
            "won without a date",
            d -> d.closedOn = Optional.empty(),
            violation("closedOn", "nothing", closing)),
        deal(
            "lost without a date",
            d -> {
              d.stage = Optional.of("LOST");
              d.closedOn = Optional.empty();
            },
            violation("closedOn", "nothing", closing)),
        deal(
            "open without a date",
            d -> {
              d.stage = Optional.of("OPEN");
              d.closedOn = Optional.empty();
            }),
        deal("closed on the day it was made", d -> d.createdOn = d.closedOn),
        deal(
            "closed before it was made",
            d -> d.createdOn = d.closedOn.map(day -> day.plusDays(1)),
            violation(
                "closedOn", "2026-03-30", "a date not before createdOn, which is 2026-03-31")),
        deal("366 days ahead", d -> d.closedOn = Optional.of(limit)),
        deal(
            "367 days ahead",
            d -> d.closedOn = Optional.of(limit.plusDays(1)),
            violation("closedOn", "2027-04-02", "a date not more than a year ahead")));
  }

  static Stream<Arguments> credits() {
    return Stream.of(
        credited("two that add up", List.of(revenue("ana", "0.6"), revenue("ben", "0.4"))),
        credited("overlay on top", List.of(revenue("ana", "1"), overlay("gwen", "1"))),
        credited(
            "just below 1",
            List.of(revenue("ana", "0.999999")),
            violation("credits", "REVENUE shares that add up to 0.999999", SUM)),
        credited(
            "just above 1",
            List.of(revenue("ana", "1"), revenue("ben", "0.000001")),
            violation("credits", "REVENUE shares that add up to 1.000001", SUM)),
        credited("none", List.of(), violation("credits", "no credits", SUM)),
        credited(
            "overlay alone",
            List.of(overlay("gwen", "1")),
            violation("credits", "REVENUE shares that add up to 0", SUM)),
        credited(
            "a share of 0",
            List.of(revenue("ana", "1"), overlay("gwen", "0")),
            violation("credits[1].share", "0", SHARE)),
        credited(
            "a share above 1",
            List.of(revenue("ana", "1"), overlay("gwen", "1.000001")),
            violation("credits[1].share", "1.000001", SHARE)),
        credited(
            "a share with 7 places",
            List.of(revenue("ana", "1"), overlay("gwen", "0.0000001")),
            violation("credits[1].share", "0.0000001", PLACES)),
        credited(
            "no rep",
            List.of(revenue(" ", "1")),
            violation("credits[0].repId", "nothing", "the id of a rep")),
        credited(
            "another kind",
            List.of(revenue("ana", "1"), new Deal.Credit("ben", BigDecimal.ONE, "SPLIT")),
            violation("credits[1].kind", "SPLIT", "REVENUE or OVERLAY")),
        credited("as many as may be", overlays(99)),
        credited(
            "one too many",
            overlays(100),
            violation("credits", "101 credits", "at most 100 credits")));
  }

  private static List<Deal.Credit> overlays(int count) {
    List<Deal.Credit> credits = new ArrayList<>(List.of(revenue("ana", "1")));
    credits.addAll(Collections.nCopies(count, overlay("gwen", "0.5")));
    return credits;
  }

  private static Arguments credited(String what, List<Deal.Credit> credits, Violation... expected) {
    return deal(what, d -> d.credits = credits, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"identityAndStage", "numbersAndCurrency", "dates", "credits"})
  void aBrokenRuleIsNamedWithItsFieldWhatWasFoundAndWhatIsExpected(
      String what, Consumer<DealExample> change, List<Violation> expected) {
    assertThat(Examples.deal(change).violations(NOW)).isEqualTo(expected);
  }

  @Test
  void severalBrokenRulesAreNamedInTheOrderOfTheFields() {
    Deal deal =
        Examples.deal(
            d -> {
              d.id = "";
              d.version = -1;
              d.stage = Optional.of("SOLD");
              d.currency = Optional.empty();
              d.probability = Optional.of("2");
              d.credits = List.of();
              d.attributes = longAttributes();
            });

    assertThat(deal.violations(NOW))
        .extracting(Violation::field)
        .containsExactly(
            "id",
            "version",
            "stage",
            "currency",
            "probability",
            "credits",
            "attributes.a",
            "attributes.b",
            "attributes.c",
            "attributes.d");
  }

  private static Map<String, String> longAttributes() {
    Map<String, String> attributes = new TreeMap<>();
    for (String name : List.of("d", "b", "a", "c")) {
      attributes.put(name, "x".repeat(501));
    }
    return attributes;
  }

  @Test
  void attributesAreLimitedInNumberAndName() {
    Deal many =
        Examples.deal(
            d -> {
              for (int i = 0; i < 100; i++) {
                d.attributes.put("name-" + i, "value");
              }
            });
    Deal longName = Examples.deal(d -> d.attributes.put("n".repeat(101), "value"));

    assertThat(many.violations(NOW))
        .containsExactly(violation("attributes", "101 attributes", "at most 100 attributes"));
    assertThat(longName.violations(NOW))
        .containsExactly(
            violation("attributes", "a name of 101 characters", "names of at most 100 characters"));
  }

  @Test
  void aWithdrawalNeedsNoMoreThanIdAndVersion() {
    assertThat(Deal.withdrawal("D-1", 2, NOW).violations(NOW)).isEmpty();
    assertThat(Deal.withdrawal(" ", 0, NOW).violations(NOW))
        .extracting(Violation::field)
        .containsExactly("id", "version");
  }

  @Test
  void contentIsEqualWheneverItWasMadeAndHoweverItsNumbersAreWritten() {
    Deal deal = Examples.deal(d -> {});
    Deal same =
        Examples.deal(
            d -> {
              d.changedAt = Instant.EPOCH;
              d.amount = Optional.of("1250.5");
              d.margin = Optional.of("3E+2");
              d.credits = List.of(revenue("ana", "1.000000"));
            });

    assertThat(same.hasContentOf(deal)).isTrue();
    assertThat(deal.hasContentOf(same)).isTrue();
  }

  @Test
  void contentDiffersWithAnyOfItsFields() {
    Deal deal = Examples.deal(d -> {});
    List<Consumer<DealExample>> changes =
        List.of(
            d -> d.stage = Optional.of("LOST"),
            d -> d.amount = Optional.of("1250.500001"),
            d -> d.currency = Optional.of("USD"),
            d -> d.closedOn = Optional.of(LocalDate.of(2026, 3, 29)),
            d -> d.credits = List.of(revenue("ben", "1")),
            d -> d.attributes.put("segment", "ENTERPRISE"));

    assertThat(changes)
        .allSatisfy(change -> assertThat(Examples.deal(change).hasContentOf(deal)).isFalse());
    assertThat(Deal.withdrawal("D-1", 1, NOW).hasContentOf(deal)).isFalse();
    assertThat(Examples.activity(a -> {}).hasContentOf(deal)).isFalse();
  }

  @Test
  void anAbsurdlyLargeNumberIsRefusedWithoutBeingWrittenOut() {
    Deal deal = Examples.deal(d -> d.amount = Optional.of("1E+999999999"));

    assertThat(deal.violations(NOW)).containsExactly(violation("amount", "1E+999999999", DIGITS));
  }
}
