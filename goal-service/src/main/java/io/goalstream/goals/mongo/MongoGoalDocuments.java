package io.goalstream.goals.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.goalstream.goals.application.GoalDocuments;
import io.goalstream.goals.application.GoalQuery;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;
import tools.jackson.databind.json.JsonMapper;

/** Goals, with indexes for what people search by. */
public final class MongoGoalDocuments extends MongoDocuments<Goal> implements GoalDocuments {
  private static final String OWNER = "value.terms.owner.id";
  private static final String METRIC = "value.terms.metric.id";
  private static final String PARENT = "value.terms.place.parentId";
  private static final String STATE = "value.state";
  private static final String ADJUSTMENT_STATE = "value.adjustments.state";

  /** Who asks for other terms; nothing where nobody does. */
  private static final String COUNTER = "value.counter.by";

  private static final String CHASED = "value.chasedFor";
  private static final String EARNING = "value.earnings.reward";
  private static final String STEP = "value.history.kind";
  private static final String REVIEW = "value.terms.watch.reviewEvery";
  private static final String DISTRIBUTION = "value.distributions.dimension";

  private final MongoCollection<Document> collection;
  private volatile boolean indexed;

  /**
   * @param json writes decimals as text
   */
  public MongoGoalDocuments(MongoCollection<Document> collection, JsonMapper json) {
    super(collection, Goal.class, json);
    this.collection = collection;
  }

  @Override
  public List<Stored<Goal>> search(GoalQuery query) {
    index();
    List<Bson> wanted = new ArrayList<>();
    query.ownerIds().ifPresent(ids -> wanted.add(Filters.in(OWNER, ids)));
    query.metricId().ifPresent(id -> wanted.add(Filters.eq(METRIC, id)));
    query.parentIds().ifPresent(ids -> wanted.add(Filters.in(PARENT, ids)));
    if (!query.states().isEmpty()) {
      wanted.add(Filters.in(STATE, query.states().stream().map(Goal.State::name).toList()));
    }
    // Days are kept as 2026-03-31, whose order as text is their order in time.
    query.from().ifPresent(day -> wanted.add(Filters.gt("value.terms.period.end", day.toString())));
    query
        .until()
        .ifPresent(day -> wanted.add(Filters.lt("value.terms.period.start", day.toString())));
    query
        .text()
        .map(
            part ->
                Pattern.compile(
                    Pattern.quote(part), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
        .ifPresent(part -> wanted.add(Filters.regex("value.terms.name", part)));
    query.waitingFor().map(MongoGoalDocuments::waiting).ifPresent(wanted::add);
    if (query.recognised()) {
      wanted.add(Filters.or(Filters.gt(EARNING, ""), Filters.eq(STEP, Step.Kind.PRAISED.name())));
    }
    query.after().ifPresent(id -> wanted.add(Filters.gt("_id", id)));
    int limit = query.limit() == Integer.MAX_VALUE ? 0 : query.limit();
    return those(wanted.isEmpty() ? Filters.empty() : Filters.and(wanted), limit);
  }

  private static Bson waiting(GoalQuery.WaitingFor what) {
    return switch (what) {
      case ANSWER ->
          Filters.and(
              Filters.eq(STATE, Goal.State.PROPOSED.name()), Filters.not(Filters.gt(COUNTER, "")));
      case COUNTER_DECISION -> Filters.gt(COUNTER, "");
      case ADJUSTMENT_DECISION -> Filters.eq(ADJUSTMENT_STATE, Adjustment.State.REQUESTED.name());
      case REVIEW -> Filters.and(isUnderWay(), Filters.gt(CHASED, ""));
    };
  }

  @Override
  public Set<String> idsStartingWith(String prefix) {
    // Anchored and without flags, so that the index of the ids answers it by itself.
    return ids(Filters.regex("_id", "^" + Pattern.quote(prefix)));
  }

  private Set<String> ids(Bson wanted) {
    return ask(
        () ->
            collection
                .find(wanted)
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>()));
  }

  @Override
  public List<Stored<Goal>> withApprovedAdjustments() {
    index();
    return those(Filters.eq(ADJUSTMENT_STATE, Adjustment.State.APPROVED.name()), 0);
  }

  @Override
  public List<Stored<Goal>> withReviews() {
    index();
    return those(
        Filters.and(isUnderWay(), Filters.or(Filters.gt(REVIEW, ""), Filters.gt(CHASED, ""))), 0);
  }

  private static Bson isUnderWay() {
    return Filters.in(STATE, Goal.State.ACTIVE.name(), Goal.State.ENDED.name());
  }

  @Override
  public Set<String> idsOfWholes() {
    index();
    Set<String> ids = ids(Filters.gt(DISTRIBUTION, ""));
    Bson below = Filters.gt(PARENT, "");
    ids.addAll(ask(() -> collection.distinct(PARENT, below, String.class).into(new HashSet<>())));
    return ids;
  }

  @Override
  Document present(Document value) {
    return FormerGoals.present(value);
  }

  /** At the first question, since the database may be away when the service starts. */
  private void index() {
    if (!indexed) {
      Bson former = Filters.not(Filters.exists("value.terms"));
      for (Document goal : ask(() -> collection.find(former).into(new ArrayList<>()))) {
        Bson unchanged =
            Filters.and(
                Filters.eq(goal.getString("_id")), Filters.eq("version", goal.getLong("version")));
        Document value = present(goal.get("value", Document.class));
        ask(() -> collection.updateOne(unchanged, Updates.set("value", value)));
      }
      for (String field :
          List.of(
              OWNER,
              METRIC,
              PARENT,
              STATE,
              COUNTER,
              ADJUSTMENT_STATE,
              DISTRIBUTION,
              CHASED,
              EARNING)) {
        ask(() -> collection.createIndex(Indexes.ascending(field)));
      }
      indexed = true;
    }
  }
}
