package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks how a goal's course spreads over its period, and what is announced of it. */
final class WatchCheck {
  private static final int MOST_DAYS = 366;

  private final TermsRequest request;
  private final List<Violation> violations;

  WatchCheck(TermsRequest request, List<Violation> violations) {
    this.request = request;
    this.violations = violations;
  }

  void check() {
    checkSeasons(request.course().seasons());
    request.course().paceBands().ifPresent(this::checkBands);
    request.watch().thresholds().ifPresent(this::checkThresholds);
    checkDays("graceDays", request.watch().graceDays().orElse(0), 0);
    checkDays("endingSoonDays", request.watch().endingSoonDays().orElse(0), 0);
    checkDays("silenceDays", request.watch().silenceDays().orElse(1), 1);
    checkCheckpoints(request.watch().checkpoints());
    request.course().seasons().forEach(season -> checkDay("seasons", season.start()));
  }

  private void checkDay(String field, LocalDate day) {
    if (day.isBefore(Days.FIRST) || !day.isBefore(Days.END)) {
      broken(field, day.toString(), Days.EXPECTED);
    }
  }

  private void checkSeasons(List<Terms.Season> seasons) {
    boolean weighed = seasons.isEmpty();
    for (int i = 0; i < seasons.size(); i++) {
      Terms.Season season = seasons.get(i);
      String field = "seasons[%d]".formatted(i);
      weighed = weighed || season.weight().signum() > 0;
      if (season.weight().signum() < 0 || !Numbers.fits(season.weight(), Numbers.LEVEL_DIGITS)) {
        broken(field + ".weight", Numbers.shown(season.weight()), "0 or more, below 1000000");
      }
      if (i > 0 && !seasons.get(i - 1).start().isBefore(season.start())) {
        broken(
            field + ".start",
            season.start().toString(),
            "a day after the season before, which starts on " + seasons.get(i - 1).start());
      }
    }
    if (!weighed) {
      broken("seasons", "only weights of 0", "at least one above 0");
    }
  }

  private void checkBands(Terms.PaceBands bands) {
    boolean fits =
        List.of(bands.onTrackFrom(), bands.atRiskAbove(), bands.hysteresis()).stream()
            .allMatch(edge -> edge.signum() >= 0 && Numbers.fits(edge, Numbers.LEVEL_DIGITS));
    if (!fits || bands.atRiskAbove().compareTo(bands.onTrackFrom()) > 0) {
      broken(
          "paceBands",
          "%s, %s, %s"
              .formatted(
                  Numbers.shown(bands.onTrackFrom()),
                  Numbers.shown(bands.atRiskAbove()),
                  Numbers.shown(bands.hysteresis())),
          "edges of 0 or more, and atRiskAbove not above onTrackFrom");
    }
  }

  private void checkThresholds(List<BigDecimal> thresholds) {
    for (int i = 0; i < thresholds.size(); i++) {
      BigDecimal threshold = thresholds.get(i);
      boolean ascending = i == 0 || threshold.compareTo(thresholds.get(i - 1)) > 0;
      boolean fits = threshold.signum() > 0 && Numbers.fits(threshold, Numbers.LEVEL_DIGITS);
      if (!ascending || !fits) {
        broken(
            "thresholds[%d]".formatted(i),
            Numbers.shown(threshold),
            "a fraction above 0 and above the one before, below 1000000");
      }
    }
  }

  private void checkDays(String field, int days, int least) {
    if (days < least || days > MOST_DAYS) {
      broken(field, String.valueOf(days), "%d to %d days".formatted(least, MOST_DAYS));
    }
  }

  private void checkCheckpoints(List<Terms.Checkpoint> checkpoints) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < checkpoints.size(); i++) {
      Terms.Checkpoint checkpoint = checkpoints.get(i);
      String field = "checkpoints[%d]".formatted(i);
      if (checkpoint.name().isBlank() || !names.add(checkpoint.name())) {
        broken(
            field + ".name",
            checkpoint.name().isBlank() ? "nothing" : checkpoint.name(),
            "a name that no other checkpoint of the goal has");
      }
      Texts.line(field + ".name", checkpoint.name()).ifPresent(violations::add);
      if (!Days.contain(checkpoint.at())) {
        broken(field + ".at", checkpoint.at().toString(), Days.EXPECTED);
      }
      if (!Numbers.fits(checkpoint.value(), Numbers.DIGITS)) {
        broken(
            field + ".value",
            Numbers.shown(checkpoint.value()),
            "at most 18 digits before the point and 6 after it");
      }
    }
  }

  private void broken(String field, String found, String expected) {
    violations.add(new Violation(field, found, expected));
  }
}
