package io.goalstream.attainment.application;

import io.goalstream.attainment.application.ProgressQuery.Comparison;
import io.goalstream.attainment.application.ProgressQuery.Field;
import io.goalstream.attainment.application.ProgressQuery.NumberIs;
import io.goalstream.attainment.application.ProgressQuery.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is ahead. Standard competition ranking: equal numbers share a rank, and the next rank is as
 * much further as they are many (1, 2, 2, 4). Whoever has no number comes last, without a rank. A
 * goal whose result is final stands with its result, whatever adjustment came after it.
 */
public final class Leaderboard {
  private final ProgressStore store;

  public Leaderboard(ProgressStore store) {
    this.store = store;
  }

  /** What is compared. */
  public enum By {
    ATTAINMENT(Field.ATTAINMENT),
    VALUE(Field.VALUE);

    private final Field field;

    By(Field field) {
      this.field = field;
    }

    @Nullable BigDecimal of(ProgressView progress) {
      return switch (this) {
        case ATTAINMENT -> progress.attainment();
        case VALUE -> progress.value();
      };
    }
  }

  /**
   * A place on it.
   *
   * @param rank null without a number
   */
  public record Place(@Nullable Long rank, ProgressView progress) {}

  /** One page of it. */
  public record Page(List<Place> places, long ranked, long total) {}

  /**
   * A page.
   *
   * @param lowestFirst whether a lower number is better
   */
  public Page page(ProgressQuery query, By by, boolean lowestFirst, int skip, int limit) {
    ProgressQuery present = query.where(is(by, Comparison.PRESENT, BigDecimal.ZERO));
    ProgressQuery missing = query.where(is(by, Comparison.MISSING, BigDecimal.ZERO));
    long ranked = store.count(present);
    List<Place> places = new ArrayList<>();
    List<ProgressView> withNumber =
        skip < ranked
            ? store.find(present, new Order(by.field, !lowestFirst), skip, limit)
            : List.of();
    long rank = 0;
    for (int i = 0; i < withNumber.size(); i++) {
      BigDecimal number = Objects.requireNonNull(by.of(withNumber.get(i)));
      boolean first = i == 0;
      if (first) {
        Comparison better = lowestFirst ? Comparison.BELOW : Comparison.ABOVE;
        rank = store.count(query.where(is(by, better, number))) + 1;
      } else if (number.compareTo(Objects.requireNonNull(by.of(withNumber.get(i - 1)))) != 0) {
        rank = skip + i + 1L;
      }
      places.add(new Place(rank, withNumber.get(i)));
    }
    if (places.size() < limit) {
      int rest = (int) Math.max(0, skip - ranked);
      store
          .find(missing, Order.BY_ID, rest, limit - places.size())
          .forEach(progress -> places.add(new Place(null, progress)));
    }
    return new Page(places, ranked, ranked + store.count(missing));
  }

  private static NumberIs is(By by, Comparison comparison, BigDecimal limit) {
    return new NumberIs(by.field, comparison, limit);
  }
}
