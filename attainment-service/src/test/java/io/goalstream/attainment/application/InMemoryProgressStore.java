package io.goalstream.attainment.application;

import io.goalstream.attainment.application.ProgressQuery.Field;
import io.goalstream.attainment.application.ProgressQuery.NumberIs;
import io.goalstream.attainment.application.ProgressQuery.Order;
import io.goalstream.attainment.domain.Goal.Owner;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The read model in a map. */
public final class InMemoryProgressStore implements ProgressStore {
  private static final BigDecimal LOWEST = new BigDecimal("-1e40");

  private final Map<String, ProgressView> goals = new TreeMap<>();

  @Override
  public void save(Collection<ProgressView> progress) {
    progress.forEach(view -> goals.put(view.goalId(), view));
  }

  @Override
  public void forget(Collection<String> goalIds) {
    goalIds.forEach(goals::remove);
  }

  @Override
  public Optional<ProgressView> find(String goalId) {
    return Optional.ofNullable(goals.get(goalId));
  }

  @Override
  public List<ProgressView> find(ProgressQuery query, Order order, int skip, int limit) {
    Comparator<ProgressView> comparator = comparator(order.field());
    return asked(query)
        .sorted(
            (order.descending() ? comparator.reversed() : comparator)
                .thenComparing(ProgressView::goalId))
        .skip(skip)
        .limit(limit)
        .toList();
  }

  @Override
  public long count(ProgressQuery query) {
    return asked(query).count();
  }

  @Override
  public Set<String> currencies(ProgressQuery query) {
    return asked(query)
        .map(view -> Optional.ofNullable(view.currency()))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private Stream<ProgressView> asked(ProgressQuery query) {
    return goals.values().stream()
        .filter(view -> is(query.ownerId(), view.owner().id()))
        .filter(view -> is(query.ownerKind().map(Enum::name), view.owner().kind()))
        .filter(view -> query.owners().map(all -> all.contains(owner(view))).orElse(true))
        .filter(view -> is(query.metricId(), view.metric().id()))
        .filter(view -> is(query.dataState(), view.dataState()))
        .filter(view -> is(query.paceStatus(), view.paceStatus()))
        .filter(view -> is(query.phase(), view.life().phase()))
        .filter(view -> is(query.silent(), view.silence().silent()))
        .filter(view -> is(query.periodStart(), view.period().start()))
        .filter(view -> is(query.periodEnd(), view.period().end()))
        .filter(
            view ->
                query
                    .on()
                    .map(
                        day ->
                            !day.isBefore(view.period().start())
                                && day.isBefore(view.period().end()))
                    .orElse(true))
        .filter(
            view ->
                query
                    .name()
                    .map(part -> part.toLowerCase(Locale.ROOT))
                    .map(view.goalName().toLowerCase(Locale.ROOT)::contains)
                    .orElse(true))
        .filter(view -> query.currency().map(code -> code.equals(view.currency())).orElse(true))
        .filter(view -> query.number().map(number -> holds(number, view)).orElse(true));
  }

  private static <T> boolean is(Optional<T> wanted, T found) {
    return wanted.map(found::equals).orElse(true);
  }

  private static Owner owner(ProgressView view) {
    return new Owner(Owner.Kind.valueOf(view.owner().kind()), view.owner().id());
  }

  private static boolean holds(NumberIs number, ProgressView view) {
    BigDecimal found = number(number.field(), view);
    return switch (number.comparison()) {
      case MISSING -> found == null;
      case PRESENT -> found != null;
      case ABOVE -> found != null && found.compareTo(number.limit()) > 0;
      case BELOW -> found != null && found.compareTo(number.limit()) < 0;
    };
  }

  private static Comparator<ProgressView> comparator(Field field) {
    return switch (field) {
      case NAME -> Comparator.comparing(ProgressView::goalName);
      case PERIOD_END -> Comparator.comparing(view -> view.period().end());
      case GOAL_ID -> Comparator.comparing(ProgressView::goalId);
      case ATTAINMENT, VALUE, PACE, GAP, REMAINING, PROJECTION, COVERAGE ->
          Comparator.comparing(
              view -> Optional.ofNullable(number(field, view)),
              Comparator.comparing(number -> number.orElse(LOWEST)));
    };
  }

  private static @Nullable BigDecimal number(Field field, ProgressView view) {
    return switch (field) {
      case ATTAINMENT -> view.attainment();
      case VALUE -> view.value();
      case PACE -> view.pace();
      case GAP -> view.gap();
      case REMAINING -> view.outlook().remaining();
      case PROJECTION -> view.outlook().projection();
      case COVERAGE -> view.outlook().coverage();
      case NAME, PERIOD_END, GOAL_ID -> throw new IllegalArgumentException(field + " is no number");
    };
  }

  @Override
  public void clear() {
    goals.clear();
  }
}
