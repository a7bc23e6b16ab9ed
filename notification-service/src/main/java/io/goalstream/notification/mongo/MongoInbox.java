package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Beliefs;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.Matter;
import io.goalstream.notification.domain.Told;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Inboxes and what everybody was told, in two collections. */
public final class MongoInbox implements Inbox {
  private static final String PERSON = "personId";
  private static final String PLACE = "place";
  private static final String READ = "read";

  private final MongoOperations mongo;
  private final Indexes indexes;

  /**
   * The last place of each person, as far as this instance knows; a taken one says if it is not.
   */
  private final Map<String, Long> places = new ConcurrentHashMap<>();

  public MongoInbox(MongoOperations mongo) {
    this.mongo = mongo;
    this.indexes =
        new Indexes(
            () -> {
              mongo
                  .indexOps(AlertDocument.class)
                  .createIndex(
                      new Index(PERSON, Sort.Direction.ASC).on(PLACE, Sort.Direction.ASC).unique());
              mongo
                  .indexOps(AlertDocument.class)
                  .createIndex(new Index(PERSON, Sort.Direction.ASC).on(READ, Sort.Direction.ASC));
            });
  }

  @Document("inbox")
  record AlertDocument(
      @Id String id,
      long place,
      String personId,
      String kind,
      @Nullable String goalId,
      @Nullable String level,
      String moment,
      MessageDocument message,
      Instant at,
      boolean read,
      @Nullable String corrects,
      @Nullable String supersededBy) {
    static AlertDocument of(long place, Alert alert) {
      return new AlertDocument(
          alert.id(),
          place,
          alert.personId(),
          alert.kind().name(),
          alert.goalId().orElse(null),
          alert.level().map(Event::plain).orElse(null),
          alert.moment(),
          MessageDocument.of(alert.message()),
          alert.at(),
          alert.read(),
          alert.corrects().orElse(null),
          alert.supersededBy().orElse(null));
    }

    Entry entry() {
      return new Entry(
          place,
          new Alert(
              id,
              personId,
              AlertKind.valueOf(kind),
              Optional.ofNullable(goalId),
              Optional.ofNullable(level).map(BigDecimal::new),
              moment,
              message.message(),
              at,
              read,
              Optional.ofNullable(corrects),
              Optional.ofNullable(supersededBy)));
    }
  }

  record ToldDocument(
      String recipient,
      String matter,
      @Nullable String level,
      long crossing,
      String belief,
      String alertId,
      String moment) {
    static ToldDocument of(Told told) {
      return new ToldDocument(
          told.recipient(),
          told.matter().name(),
          told.matter().level().map(Event::plain).orElse(null),
          told.crossing(),
          told.belief(),
          told.alertId(),
          told.moment());
    }

    Told told(String goalId) {
      Optional<BigDecimal> number = Optional.ofNullable(level).map(BigDecimal::new);
      return new Told(
          recipient, goalId, new Matter(matter, number), crossing, belief, alertId, moment);
    }
  }

  /** All of a thread together, so that an event takes one read and one write. */
  @Document("threads")
  record BeliefsDocument(@Id String id, List<ToldDocument> told, long version) {
    static BeliefsDocument of(String id, Beliefs beliefs) {
      return new BeliefsDocument(
          id, beliefs.told().stream().map(ToldDocument::of).toList(), beliefs.version());
    }

    Beliefs beliefs(String goalId, String thread) {
      return new Beliefs(
          goalId, thread, told.stream().map(each -> each.told(goalId)).toList(), version);
    }
  }

  /** Two that come at once ask for the same place; the later one takes the next. */
  @Override
  public void add(Alert alert) {
    indexes.ensure();
    boolean kept = false;
    while (!kept) {
      long place = places.computeIfAbsent(alert.personId(), this::lastPlace) + 1;
      try {
        mongo.insert(AlertDocument.of(place, alert));
        places.put(alert.personId(), place);
        kept = true;
      } catch (DuplicateKeyException e) {
        places.remove(alert.personId());
        kept = mongo.findById(alert.id(), AlertDocument.class) != null;
      }
    }
  }

  private long lastPlace(String personId) {
    Query last =
        Query.query(Criteria.where(PERSON).is(personId))
            .with(Sort.by(Sort.Direction.DESC, PLACE))
            .limit(1);
    AlertDocument found = mongo.findOne(last, AlertDocument.class);
    return found == null ? 0 : found.place();
  }

  @Override
  public List<Entry> before(String personId, long before, boolean unreadOnly, int limit) {
    Criteria criteria = Criteria.where(PERSON).is(personId).and(PLACE).lt(before);
    return entries(
        unreadOnly ? criteria.and(READ).is(false) : criteria, Sort.Direction.DESC, limit);
  }

  @Override
  public List<Entry> after(String personId, long place, int limit) {
    return entries(
        Criteria.where(PERSON).is(personId).and(PLACE).gt(place), Sort.Direction.ASC, limit);
  }

  private List<Entry> entries(Criteria criteria, Sort.Direction direction, int limit) {
    Query query = Query.query(criteria).with(Sort.by(direction, PLACE)).limit(limit);
    return mongo.find(query, AlertDocument.class).stream().map(AlertDocument::entry).toList();
  }

  @Override
  public long unread(String personId) {
    return mongo.count(
        Query.query(Criteria.where(PERSON).is(personId).and(READ).is(false)), AlertDocument.class);
  }

  @Override
  public boolean read(String personId, String alertId) {
    Query query = Query.query(Criteria.where("_id").is(alertId).and(PERSON).is(personId));
    return mongo
            .updateFirst(query, Update.update(READ, true), AlertDocument.class)
            .getMatchedCount()
        == 1;
  }

  @Override
  public void readUpTo(String personId, long place) {
    Query query =
        Query.query(Criteria.where(PERSON).is(personId).and(PLACE).lte(place).and(READ).is(false));
    mongo.updateMulti(query, Update.update(READ, true), AlertDocument.class);
  }

  @Override
  public void supersede(String alertId, String by) {
    mongo.updateFirst(
        Query.query(Criteria.where("_id").is(alertId)),
        Update.update("supersededBy", by).set(READ, true),
        AlertDocument.class);
  }

  @Override
  public Beliefs beliefs(String goalId, String thread) {
    return Optional.ofNullable(mongo.findById(key(goalId, thread), BeliefsDocument.class))
        .map(kept -> kept.beliefs(goalId, thread))
        .orElseGet(() -> Beliefs.none(goalId, thread));
  }

  @Override
  public void remember(Beliefs seen, List<Told> news) {
    Beliefs before = seen;
    while (!save(before.with(news))) {
      before = beliefs(seen.goalId(), seen.thread());
    }
  }

  private boolean save(Beliefs now) {
    String id = key(now.goalId(), now.thread());
    return Versions.save(mongo, BeliefsDocument.of(id, now), id, now.version());
  }

  private static String key(String goalId, String thread) {
    return goalId + "|" + thread;
  }
}
