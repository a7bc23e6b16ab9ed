package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.number;
import static io.goalstream.attainment.streams.ShippedMetricRows.AFTER;
import static io.goalstream.attainment.streams.ShippedMetricRows.BEFORE;
import static io.goalstream.attainment.streams.ShippedMetricRows.DAY_AFTER;
import static io.goalstream.attainment.streams.ShippedMetricRows.DAY_BEFORE;
import static io.goalstream.attainment.streams.ShippedMetricRows.FIRST;
import static io.goalstream.attainment.streams.ShippedMetricRows.FIRST_DAY;
import static io.goalstream.attainment.streams.ShippedMetricRows.LAST;
import static io.goalstream.attainment.streams.ShippedMetricRows.LAST_DAY;
import static io.goalstream.attainment.streams.ShippedMetricRows.MIDDLE;
import static io.goalstream.attainment.streams.ShippedMetricRows.at;
import static io.goalstream.attainment.streams.ShippedMetricRows.created;
import static io.goalstream.attainment.streams.ShippedMetricRows.day;
import static io.goalstream.attainment.streams.ShippedMetricRows.deal;
import static io.goalstream.attainment.streams.ShippedMetricRows.dollars;
import static io.goalstream.attainment.streams.ShippedMetricRows.noWin;
import static io.goalstream.attainment.streams.ShippedMetricRows.ofBob;

import io.goalstream.attainment.streams.ShippedMetricRows.Draft;
import io.goalstream.attainment.streams.ShippedMetricRows.Row;
import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * The same for metrics of an admin's own, which use the aggregations, operators, measures and dates
 * that no metric that ships needs.
 */
final class OwnMetricRows {
  private OwnMetricRows() {}

  static List<Row> all() {
    return List.of(largestDue(), fastestAnswer(), segmentsMet(), costShare(), latestQuote());
  }

  /** Half of 400 USD is the greatest; a deal without a region is in none of those left out. */
  private static Row largestDue() {
    return new Draft(
            "largest-due",
            "200",
            deal("a", d -> due(d.setAmount(number("150")), FIRST_DAY)),
            deal("b", d -> due(dollars(d, "400"), LAST_DAY).setRegion("east")))
        .ignoring(
            deal("m", d -> due(d.setAmount(number("200.01")), LAST_DAY)),
            "200.01",
            List.of(
                deal("before", d -> due(d.setAmount(number("900")), DAY_BEFORE)),
                deal("after", d -> due(d.setAmount(number("900")), DAY_AFTER)),
                deal("north", d -> due(d.setAmount(number("900")), FIRST_DAY).setRegion("north")),
                deal("south", d -> due(d.setAmount(number("900")), FIRST_DAY).setRegion("south")),
                deal(
                    "won", d -> due(d.setAmount(number("900")), FIRST_DAY).setStage(DealStage.WON)),
                deal("of Bob", d -> ofBob(due(d.setAmount(number("900")), FIRST_DAY)))));
  }

  private static Deal.Builder due(Deal.Builder deal, String date) {
    return deal.setStage(DealStage.OPEN).setClosedOn(null).setExpectedCloseOn(day(date));
  }

  private static Row fastestAnswer() {
    return new Draft("fastest-answer", "12.5", mail(FIRST, "30", "4"), mail(LAST, "12.5", "1"))
        .ignoring(
            mail(MIDDLE, " 3 ", "4"),
            "3",
            List.of(
                mail(MIDDLE, "1", "4.000001"),
                mail(MIDDLE, "soon", "1"),
                mail(BEFORE, "1", "1"),
                mail(AFTER, "1", "1"),
                at(MIDDLE, "EMAIL", a -> a.setAttributes(Map.of("minutes", "1"))),
                at(MIDDLE, "EMAIL", a -> a.setScore(number("1")))));
  }

  private static Activity mail(Instant moment, String minutes, String score) {
    return at(
        moment, "EMAIL", a -> a.setAttributes(Map.of("minutes", minutes)).setScore(number(score)));
  }

  private static Row segmentsMet() {
    return new Draft(
            "segments-met",
            "2",
            met(FIRST, "banks", "50"),
            met(MIDDLE, "banks", "900"),
            met(LAST, "shops", "50.5"))
        .ignoring(
            met(MIDDLE, "farms", "51"),
            "3",
            List.of(
                met(MIDDLE, "farms", "49.999"),
                met(MIDDLE, "farms", "many"),
                met(BEFORE, "farms", "50"),
                met(AFTER, "farms", "50"),
                at(MIDDLE, "VISIT", a -> a.setAttributes(Map.of("segment", "farms", "size", "50"))),
                at(MIDDLE, "VISIT", a -> a.setDealId("deal").setAttributes(Map.of("size", "50")))));
  }

  private static Activity met(Instant moment, String segment, String size) {
    return at(
        moment,
        "VISIT",
        a -> a.setDealId("deal").setAttributes(Map.of("segment", segment, "size", size)));
  }

  /** 1 - (30 + half of 20) / (100 + half of 120), then 1 - (40 + 30) / (160 + 40). */
  private static Row costShare() {
    return new Draft(
            "cost-share",
            "0.75",
            deal("a", d -> margin(d.setAmount(number("100")), "30").setClosedOn(day(FIRST_DAY))),
            deal("b", d -> margin(dollars(d, "120"), "20").setClosedOn(day(LAST_DAY))))
        .ignoring(
            deal("m", d -> margin(d.setAmount(number("40")), "30")),
            "0.65",
            noWin(d -> margin(d, "9")));
  }

  private static Deal.Builder margin(Deal.Builder deal, String margin) {
    return deal.setMargin(number(margin));
  }

  /** The latest by the date that is named, not by arrival. */
  private static Row latestQuote() {
    List<SpecificRecord> others =
        List.of(
            deal("before", d -> created(d, DAY_BEFORE)),
            deal("after", d -> created(d, DAY_AFTER)),
            deal("of Bob", d -> ofBob(created(d, LAST_DAY))),
            deal("without amount", d -> created(d.setAmount(null), LAST_DAY)));
    return new Draft(
            "latest-quote",
            "35",
            deal("a", d -> created(dollars(d, "70"), "2026-05-09")),
            deal("b", d -> created(d.setAmount(number("99")), FIRST_DAY)))
        .ignoring(deal("m", d -> created(d.setAmount(number("5")), LAST_DAY)), "5", others);
  }
}
