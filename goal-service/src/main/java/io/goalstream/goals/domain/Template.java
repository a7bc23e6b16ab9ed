package io.goalstream.goals.domain;

import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A usual goal with its SMART fields filled in; who it is for and when it begins is still to be
 * said.
 *
 * @param months how long it runs
 * @param growth by what share the target exceeds what was there in the period of the same length
 *     before; 0.1 is 10 %
 * @param baseline where the number stands
 * @param target where it should go, if that is no growth
 */
public record Template(
    String id,
    String name,
    String description,
    String metricId,
    String direction,
    int months,
    Optional<BigDecimal> growth,
    Optional<BigDecimal> baseline,
    Optional<BigDecimal> target,
    Review.Cadence reviewEvery,
    String kind) {

  /**
   * What somebody says beside the template.
   *
   * @param calendar whose months the template's are; those on the wall if nothing is said
   * @param target instead of the template's
   * @param baseline instead of the template's
   */
  public record Use(
      Optional<String> name,
      Terms.Owner owner,
      LocalDate start,
      Optional<FiscalCalendar> calendar,
      Optional<String> zone,
      Optional<String> currency,
      Optional<String> parentId,
      Optional<String> theme,
      Optional<BigDecimal> baseline,
      Optional<BigDecimal> target) {
    /** Only whose, when and in which currency. */
    public Use withoutBaseline() {
      return new Use(
          name, owner, start, calendar, zone, currency, parentId, theme, Optional.empty(), target);
    }

    /** The day that so many months later, or before, is what that day is. */
    public LocalDate plusMonths(LocalDate day, int months) {
      return calendar
          .flatMap(fiscal -> fiscal.plusMonths(day, months))
          .orElseGet(() -> day.plusMonths(months));
    }
  }

  /** The terms asked for with that target. */
  public TermsRequest terms(Use use, Optional<BigDecimal> aimedAt) {
    return new TermsRequest(
        use.name().or(() -> Optional.of("%s · %s".formatted(name, use.start()))),
        Optional.of(use.owner().kind()),
        Optional.of(use.owner().id()),
        Optional.of(metricId),
        List.of(),
        new TermsRequest.PeriodRequest(
            Optional.of(use.start()),
            Optional.of(use.plusMonths(use.start(), months)),
            Optional.empty(),
            use.zone(),
            Optional.empty()),
        new TermsRequest.AimRequest(
            use.baseline().or(() -> baseline),
            aimedAt,
            Optional.of(direction),
            use.currency(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        TermsRequest.CourseRequest.EVEN,
        new TermsRequest.WatchRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(reviewEvery)),
        new TermsRequest.PlaceRequest(
            use.parentId(), use.theme(), Optional.of(kind), Optional.empty(), false));
  }
}
