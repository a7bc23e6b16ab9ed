package io.goalstream.attainment.mongo;

import com.mongodb.client.model.Indexes;
import io.goalstream.attainment.application.ProgressQuery;
import io.goalstream.attainment.application.ProgressQuery.Field;
import io.goalstream.attainment.application.ProgressQuery.NumberIs;
import io.goalstream.attainment.application.ProgressQuery.Order;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.domain.Goal.Owner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** The read model in one collection; written in bulk, and the same when written twice. */
public final class MongoProgressStore implements ProgressStore {
  private final MongoOperations mongo;

  public MongoProgressStore(MongoOperations mongo) {
    this.mongo = mongo;
  }

  /** Declares the indexes; the same again does nothing. */
  public void prepare() {
    for (List<String> fields :
        List.of(
            List.of("progress.owner.id"),
            List.of("progress.metric.id", "progress.period.start", "progress.attainment"),
            List.of("progress.attainment"),
            List.of("progress.pace"),
            List.of("progress.period.end"))) {
      mongo.execute(
          ProgressDocument.class, documents -> documents.createIndex(Indexes.ascending(fields)));
    }
  }

  @Override
  public void save(Collection<ProgressView> progress) {
    if (progress.isEmpty()) {
      return;
    }
    BulkOperations bulk = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, ProgressDocument.class);
    for (ProgressView view : progress) {
      bulk.replaceOne(
          byId(view.goalId()),
          new ProgressDocument(view.goalId(), view),
          FindAndReplaceOptions.options().upsert());
    }
    bulk.execute();
  }

  @Override
  public void forget(Collection<String> goalIds) {
    if (!goalIds.isEmpty()) {
      mongo.remove(Query.query(Criteria.where("_id").in(goalIds)), ProgressDocument.class);
    }
  }

  @Override
  public Optional<ProgressView> find(String goalId) {
    return Optional.ofNullable(mongo.findById(goalId, ProgressDocument.class))
        .map(ProgressDocument::progress);
  }

  @Override
  public List<ProgressView> find(ProgressQuery query, Order order, int skip, int limit) {
    Sort.Direction direction = order.descending() ? Sort.Direction.DESC : Sort.Direction.ASC;
    Query asked =
        new Query(criteria(query))
            .with(Sort.by(direction, path(order.field())).and(Sort.by("_id")))
            .skip(skip)
            .limit(limit);
    return mongo.find(asked, ProgressDocument.class).stream()
        .map(ProgressDocument::progress)
        .toList();
  }

  @Override
  public long count(ProgressQuery query) {
    return mongo.count(new Query(criteria(query)), ProgressDocument.class);
  }

  @Override
  public Set<String> currencies(ProgressQuery query) {
    Set<String> currencies =
        new TreeSet<>(
            mongo.findDistinct(
                new Query(criteria(query).and("progress.currency").ne(null)),
                "progress.currency",
                ProgressDocument.class,
                String.class));
    return currencies;
  }

  private static Criteria criteria(ProgressQuery query) {
    List<Criteria> all = new ArrayList<>();
    query.ownerId().ifPresent(id -> all.add(Criteria.where("progress.owner.id").is(id)));
    query
        .ownerKind()
        .ifPresent(kind -> all.add(Criteria.where("progress.owner.kind").is(kind.name())));
    query.owners().ifPresent(owners -> all.add(ownedBy(owners)));
    query.metricId().ifPresent(id -> all.add(Criteria.where("progress.metric.id").is(id)));
    query.dataState().ifPresent(state -> all.add(Criteria.where("progress.dataState").is(state)));
    query.paceStatus().ifPresent(pace -> all.add(Criteria.where("progress.paceStatus").is(pace)));
    query.phase().ifPresent(phase -> all.add(Criteria.where("progress.life.phase").is(phase)));
    query.silent().ifPresent(is -> all.add(Criteria.where("progress.silence.silent").is(is)));
    query.periodStart().ifPresent(day -> all.add(Criteria.where("progress.period.start").is(day)));
    query.periodEnd().ifPresent(day -> all.add(Criteria.where("progress.period.end").is(day)));
    query
        .on()
        .ifPresent(
            day -> {
              all.add(Criteria.where("progress.period.start").lte(day));
              all.add(Criteria.where("progress.period.end").gt(day));
            });
    query
        .name()
        .ifPresent(
            part -> all.add(Criteria.where("progress.goalName").regex(Pattern.quote(part), "i")));
    query.currency().ifPresent(code -> all.add(Criteria.where("progress.currency").is(code)));
    query.number().ifPresent(number -> all.add(condition(number)));
    return all.isEmpty() ? new Criteria() : new Criteria().andOperator(all);
  }

  private static Criteria ownedBy(Set<Owner> owners) {
    List<Criteria> kinds = new ArrayList<>();
    for (Owner.Kind kind : Owner.Kind.values()) {
      List<String> ids =
          owners.stream().filter(owner -> owner.kind() == kind).map(Owner::id).toList();
      kinds.add(
          Criteria.where("progress.owner.kind").is(kind.name()).and("progress.owner.id").in(ids));
    }
    return new Criteria().orOperator(kinds);
  }

  private static Criteria condition(NumberIs number) {
    Criteria field = Criteria.where(path(number.field()));
    return switch (number.comparison()) {
      case MISSING -> field.is(null);
      case PRESENT -> field.ne(null);
      case ABOVE -> field.gt(number.limit());
      case BELOW -> field.lt(number.limit());
    };
  }

  private static String path(Field field) {
    return switch (field) {
      case ATTAINMENT -> "progress.attainment";
      case VALUE -> "progress.value";
      case PACE -> "progress.pace";
      case GAP -> "progress.gap";
      case REMAINING -> "progress.outlook.remaining";
      case PROJECTION -> "progress.outlook.projection";
      case COVERAGE -> "progress.outlook.coverage";
      case NAME -> "progress.goalName";
      case PERIOD_END -> "progress.period.end";
      case GOAL_ID -> "_id";
    };
  }

  @Override
  public void clear() {
    mongo.remove(new Query(), ProgressDocument.class);
  }

  private static Query byId(String goalId) {
    return Query.query(Criteria.where("_id").is(goalId));
  }
}
