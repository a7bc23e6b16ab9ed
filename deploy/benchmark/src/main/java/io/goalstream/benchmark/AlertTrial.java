package io.goalstream.benchmark;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.AttainmentEventKind;
import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.PaceStatus;
import io.goalstream.attainment.v1.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;

/**
 * The alerts: as fast as notification-service tells a backlog of levels to owners and managers, and
 * a plain program that keeps one document for each event in the same database as the limit.
 */
final class AlertTrial {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final List<String> LEVELS = List.of("0.5", "0.8", "1");

  /** The owner hears of every level, the unit's manager of the target. */
  private static final int ALERTS_OF_A_GOAL = LEVELS.size() + 1;

  private final Foundation foundation;
  private final Figures figures;
  private final Console console;
  private final Company company;
  private final int goals;

  AlertTrial(Foundation foundation, Figures figures, Console console, Company company, int goals) {
    this.foundation = foundation;
    this.figures = figures;
    this.console = console;
    this.company = company;
    this.goals = goals;
  }

  void run() {
    foundation.startDatabase();
    foundation.reset();
    int events = goals * LEVELS.size();
    try (Feed feed = Feed.bulk(foundation)) {
      feed.organization(company);
      for (int number = 0; number < events; number++) {
        feed.send(event(number));
      }
    }
    double limit = limit(events);
    console.say("alerts: %,d levels are told to owners and managers".formatted(events));
    GroupPlace place = foundation.placeOf("notification-service");
    try {
      foundation.startNotification();
      // The second half counts: the first runs in code that is not yet compiled.
      await(place, events / 2);
      long before = place.committed();
      long began = System.nanoTime();
      await(place, events);
      double rate = (events - before) / seconds(began);
      figures.add(
          "alerts.told",
          "alerts: levels told",
          rate,
          "events/s",
          "%.2f of one document each".formatted(rate / limit));
      checkAlerts();
    } finally {
      foundation.stopNotification();
    }
  }

  private double limit(int events) {
    try (MongoClient client = MongoClients.create(foundation.databaseUri())) {
      MongoCollection<Document> kept =
          client.getDatabase("benchmark").getCollection("documents", Document.class);
      long began = 0;
      for (int number = 0; number < events; number++) {
        if (number == events / 2) {
          began = System.nanoTime();
        }
        AttainmentEvent event = event(number);
        kept.insertOne(
            new Document("_id", event.getEventId())
                .append("goal", event.getGoalName())
                .append("text", event.toString()));
      }
      double rate = (events - events / 2) / seconds(began);
      figures.add(
          "alerts.limit", "alerts: one document for each event", rate, "events/s", "one thread");
      return rate;
    }
  }

  private void await(GroupPlace place, long events) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (place.committed() < events) {
      console.progress("levels told", place.committed(), (long) goals * LEVELS.size());
      Pause.until(deadline, "all levels to be told");
    }
  }

  private void checkAlerts() {
    try (MongoClient client = MongoClients.create(foundation.databaseUri())) {
      long alerts =
          client.getDatabase("notification-service").getCollection("inbox").countDocuments();
      long expected = (long) goals * ALERTS_OF_A_GOAL;
      if (alerts != expected) {
        throw new BenchmarkFailedException(
            "%,d alerts were kept, expected %,d".formatted(alerts, expected));
      }
    }
  }

  /** All goals reach their first level before the first of them reaches its second. */
  private AttainmentEvent event(int number) {
    int goal = number % goals;
    int rep = goal % company.reps();
    String level = LEVELS.get(number / goals);
    BigDecimal reached = new BigDecimal(level).setScale(6);
    BigDecimal target = new BigDecimal("100000.000000");
    return AttainmentEvent.newBuilder()
        .setEventId("goal-%d/%s/1".formatted(goal, level))
        .setKind(AttainmentEventKind.THRESHOLD_REACHED)
        .setGoalId("goal-" + goal)
        .setRevision(1)
        .setGoalName("Revenue " + goal)
        .setOwnerKind("REP")
        .setOwnerId(Company.repId(rep))
        .setMetricId("revenue")
        .setMetricName("Revenue")
        .setMetricUnit("MONEY")
        .setCurrency(Company.CURRENCY)
        .setTarget(target)
        .setThreshold(reached)
        .setCrossing(1)
        .setBefore(new Standing(BigDecimal.ZERO.setScale(6), null, PaceStatus.ON_TRACK))
        .setAfter(new Standing(target.multiply(reached).setScale(6), reached, PaceStatus.ON_TRACK))
        .setCause(new Cause(CauseKind.DEAL, "deal-" + number, 1L, null, null, null))
        .setOccurredAt(Instant.now())
        .build();
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
