package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.breakdown.Apportionment.Claim;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives each part its target, and its share of the baseline and of the levels. */
final class Aims {
  private Aims() {}

  /**
   * The aims of the parts.
   *
   * @param targets of the parts
   * @param step what baselines and levels are rounded to
   */
  static List<Terms.Aim> divided(
      Terms.Aim whole, List<BigDecimal> targets, BigDecimal overAssignment, BigDecimal step) {
    BigDecimal more = BigDecimal.ONE.add(overAssignment);
    List<List<Terms.Level>> levels = new ArrayList<>();
    for (Terms.Level level : whole.levels()) {
      List<BigDecimal> values =
          along(whole, targets, rounded(level.value().multiply(more), step), step);
      levels.add(values.stream().map(value -> new Terms.Level(level.name(), value)).toList());
    }
    Optional<List<BigDecimal>> baselines =
        whole
            .baseline()
            .filter(baseline -> baseline.signum() >= 0)
            .map(baseline -> along(whole, targets, rounded(baseline.multiply(more), step), step));
    List<Terms.Aim> aims = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      int index = i;
      aims.add(
          new Terms.Aim(
              baselines
                  .map(values -> values.get(index))
                  .filter(start -> leads(whole, start, targets.get(index))),
              targets.get(i),
              whole.direction(),
              whole.currency(),
              levels.stream().map(level -> level.get(index)).toList(),
              Optional.empty(),
              Optional.empty(),
              whole.observation()));
    }
    return aims;
  }

  /** A baseline from which there is a way to the target in the direction of the whole. */
  private static boolean leads(Terms.Aim whole, BigDecimal start, BigDecimal target) {
    int way = target.compareTo(start);
    return whole.direction().equals(Terms.Aim.DECREASE) ? way < 0 : way > 0;
  }

  /**
   * Another number of the whole, divided as the targets are: on the same side of each target as it
   * is of the target of the whole.
   */
  private static List<BigDecimal> along(
      Terms.Aim whole, List<BigDecimal> targets, BigDecimal total, BigDecimal step) {
    BigDecimal sum = targets.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    int side = total.compareTo(sum);
    List<Claim> claims =
        targets.stream()
            .map(
                target ->
                    new Claim(
                        target,
                        Optional.empty(),
                        side >= 0 ? Optional.of(target) : Optional.empty(),
                        side <= 0 ? Optional.of(target) : Optional.empty()))
            .toList();
    return switch (Apportionment.divide(total.max(BigDecimal.ZERO), step, claims)) {
      case Apportionment.Result.Divided(List<BigDecimal> parts) -> parts;
      // Only targets by hand, finer than the step, leave no room: then the limits give way.
      case Apportionment.Result.Impossible impossible ->
          switch (Apportionment.divide(total, step, targets.stream().map(Claim::of).toList())) {
            case Apportionment.Result.Divided(List<BigDecimal> parts) -> parts;
            case Apportionment.Result.Impossible(String reason) ->
                throw new IllegalStateException(whole + ": " + reason);
          };
    };
  }

  private static BigDecimal rounded(BigDecimal amount, BigDecimal step) {
    return amount.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
  }
}
