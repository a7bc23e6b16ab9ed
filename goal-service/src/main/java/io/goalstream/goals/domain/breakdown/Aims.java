package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.breakdown.Apportionment.Claim;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Gives each part its target, and its share of the baseline and of the levels. The distances
 * between levels are divided, not the levels themselves, so that each part's levels keep their
 * order.
 */
final class Aims {
  private final Terms.Aim whole;
  private final List<BigDecimal> targets;
  private final BigDecimal more;
  private final BigDecimal step;

  private Aims(
      Terms.Aim whole, List<BigDecimal> targets, BigDecimal overAssignment, BigDecimal step) {
    this.whole = whole;
    this.targets = targets;
    this.more = BigDecimal.ONE.add(overAssignment);
    this.step = step;
  }

  /**
   * The aims of the parts.
   *
   * @param targets of the parts
   * @param step what baselines and levels are rounded to
   * @return empty if the baseline cannot be divided so that a way leads from each part's to its
   *     target
   */
  static Optional<List<Terms.Aim>> divided(
      Terms.Aim whole, List<BigDecimal> targets, BigDecimal overAssignment, BigDecimal step) {
    return new Aims(whole, targets, overAssignment, step).divided();
  }

  private Optional<List<Terms.Aim>> divided() {
    List<List<BigDecimal>> levels = levels();
    Optional<List<BigDecimal>> baselines = whole.baseline().flatMap(this::baselines);
    if (whole.baseline().isPresent() && baselines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.range(0, targets.size())
            .mapToObj(
                i ->
                    new Terms.Aim(
                        baselines.map(values -> values.get(i)).filter(start -> leads(start, i)),
                        targets.get(i),
                        whole.direction(),
                        whole.currency(),
                        IntStream.range(0, levels.size())
                            .mapToObj(
                                n ->
                                    new Terms.Level(
                                        whole.levels().get(n).name(), levels.get(n).get(i)))
                            .toList(),
                        Optional.empty(),
                        Optional.empty(),
                        whole.observation()))
            .toList());
  }

  /** The values of each level, part by part: from the target outwards, and back to the baseline. */
  private List<List<BigDecimal>> levels() {
    int way = whole.direction().equals(Terms.Aim.DECREASE) ? -1 : 1;
    List<List<BigDecimal>> divided =
        new ArrayList<>(Collections.nCopies(whole.levels().size(), List.of()));
    List<Integer> beyond = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    for (int n = 0; n < whole.levels().size(); n++) {
      int side = whole.levels().get(n).value().compareTo(whole.target()) * way;
      if (side >= 0) {
        beyond.add(n);
      } else {
        before.addFirst(n);
      }
    }
    for (List<Integer> outwards : List.of(beyond, before)) {
      List<BigDecimal> last = targets;
      for (int n : outwards) {
        last = moved(last, rounded(whole.levels().get(n).value().multiply(more)));
        divided.set(n, last);
      }
    }
    return divided;
  }

  /**
   * The parts moved so that they add up to that, none of them across the others' way or below 0.
   */
  private List<BigDecimal> moved(List<BigDecimal> from, BigDecimal total) {
    BigDecimal difference = total.subtract(sum(from));
    boolean down = difference.signum() < 0;
    List<Claim> claims =
        IntStream.range(0, from.size())
            .mapToObj(
                i ->
                    new Claim(
                        targets.get(i),
                        Optional.empty(),
                        Optional.empty(),
                        down && total.signum() >= 0
                            ? Optional.of(from.get(i).max(BigDecimal.ZERO))
                            : Optional.empty()))
            .toList();
    List<BigDecimal> distances =
        switch (Apportionment.divide(difference.abs(), step, claims)) {
          case Apportionment.Result.Divided(List<BigDecimal> parts) -> parts;
          // Parts finer than the step leave no room for it: then the smallest unit there is.
          case Apportionment.Result.Impossible impossible ->
              finely(difference.abs(), claims, impossible);
        };
    return IntStream.range(0, from.size())
        .mapToObj(
            i -> down ? from.get(i).subtract(distances.get(i)) : from.get(i).add(distances.get(i)))
        .toList();
  }

  private static List<BigDecimal> finely(
      BigDecimal total, List<Claim> claims, Apportionment.Result.Impossible former) {
    return switch (Apportionment.divide(total, new BigDecimal("0.000001"), claims)) {
      case Apportionment.Result.Divided(List<BigDecimal> parts) -> parts;
      case Apportionment.Result.Impossible impossible ->
          throw new IllegalStateException(former.reason() + "; " + impossible.reason());
    };
  }

  /** What was there before is not raised by over-assignment. */
  private Optional<List<BigDecimal>> baselines(BigDecimal baseline) {
    boolean down = whole.direction().equals(Terms.Aim.DECREASE);
    boolean negative = baseline.signum() < 0;
    List<Claim> claims =
        targets.stream()
            .map(
                target ->
                    new Claim(
                        target,
                        Optional.empty(),
                        down ? Optional.of(target.add(step)) : Optional.empty(),
                        down || negative
                            ? Optional.empty()
                            : Optional.of(target.subtract(step).max(BigDecimal.ZERO))))
            .toList();
    return switch (Apportionment.divide(baseline.abs(), step, claims)) {
      case Apportionment.Result.Divided(List<BigDecimal> parts) ->
          Optional.of(negative ? parts.stream().map(BigDecimal::negate).toList() : parts)
              .filter(this::leads);
      case Apportionment.Result.Impossible impossible -> Optional.empty();
    };
  }

  private boolean leads(List<BigDecimal> starts) {
    boolean down = whole.direction().equals(Terms.Aim.DECREASE);
    // A part with nothing to reach needs no start; where the number shall fall, every part does.
    return IntStream.range(0, starts.size())
        .allMatch(i -> leads(starts.get(i), i) || (!down && targets.get(i).signum() == 0));
  }

  private boolean leads(BigDecimal start, int index) {
    int way = targets.get(index).compareTo(start);
    return whole.direction().equals(Terms.Aim.DECREASE) ? way < 0 : way > 0;
  }

  private static BigDecimal sum(List<BigDecimal> parts) {
    return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal rounded(BigDecimal amount) {
    return amount.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
  }
}
