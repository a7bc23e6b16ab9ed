package io.goalstream.goals.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Negotiation;
import io.goalstream.goals.domain.Review;
import io.goalstream.goals.domain.Step;
import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What every store of documents keeps to; run on the fake and on the real one. */
public abstract class DocumentsContract {
  /** An empty store. */
  protected abstract GoalDocuments documents();

  @Test
  void manyAreKeptUntilAnIdIsTaken() {
    GoalDocuments documents = documents();

    assertThat(documents.insertAll(List.of())).isZero();
    documents.insert("g-3", goal("g-3"), false, List.of());

    int kept =
        documents.insertAll(
            List.of(
                new Documents.Fresh<>("g-1", goal("g-1"), true, events("g-1")),
                new Documents.Fresh<>("g-2", goal("g-2"), false, List.of()),
                new Documents.Fresh<>("g-3", goal("g-9"), false, List.of()),
                new Documents.Fresh<>("g-4", goal("g-4"), false, List.of())));

    assertThat(kept).isEqualTo(2);
    assertThat(documents.all()).extracting(Stored::id).containsExactly("g-1", "g-2", "g-3");
    assertThat(documents.find("g-1").orElseThrow().version()).isEqualTo(1);
    assertThat(documents.find("g-3").orElseThrow().value()).isEqualTo(goal("g-3"));
    assertThat(documents.pending(10))
        .singleElement()
        .satisfies(pending -> assertThat(pending.items()).hasSize(2));
  }

  @Test
  void whatIsKeptIsFoundAgainToTheLastDigit() {
    GoalDocuments documents = documents();
    Goal goal =
        Examples.draft(
            r -> {
              r.target = Optional.of(new BigDecimal("123456789012345678.123450"));
              r.baseline = Optional.of(new BigDecimal("-0.000001"));
              r.filter =
                  List.of(
                      new Metric.Condition(
                          "attributes.区域", "IN", List.of("$set", "a.b", "{\"x\":1}")));
            });
    Goal reached =
        GoalRules.crossed(goal, true, Long.MAX_VALUE, "e", Examples.NOW).orElseThrow().goal();

    assertThat(documents.insert("g-1", reached, false, List.of())).isTrue();

    assertThat(documents.find("g-1")).contains(new Stored<>("g-1", 1, reached));
    assertThat(documents.find("g-2")).isEmpty();
  }

  @Test
  void anIdIsTakenOnce() {
    GoalDocuments documents = documents();

    assertThat(documents.insert("g-1", goal("g-1"), false, List.of())).isTrue();
    assertThat(documents.insert("g-1", goal("g-2"), true, events("g-2"))).isFalse();
    assertThat(documents.find("g-1").orElseThrow().value().id()).isEqualTo("g-1");
    assertThat(documents.pending(10)).isEmpty();
  }

  @Test
  void allComeInTheOrderOfTheirIds() {
    GoalDocuments documents = documents();
    for (String id : List.of("b", "c", "a")) {
      documents.insert(id, goal(id), false, List.of());
    }

    assertThat(documents.all()).extracting(Stored::id).containsExactly("a", "b", "c");
  }

  @Test
  void aWriteThatRestsOnAnOldVersionChangesNothing() {
    GoalDocuments documents = documents();
    documents.insert("g-1", goal("g-1"), false, List.of());
    Stored<Goal> first = documents.find("g-1").orElseThrow();

    assertThat(documents.replace(first, goal("second"), false, List.of())).isTrue();
    assertThat(documents.replace(first, goal("third"), true, events("g-1"))).isFalse();
    assertThat(documents.find("g-1")).contains(new Stored<>("g-1", 2, goal("second")));
    assertThat(documents.pending(10)).isEmpty();
    assertThat(documents.replace(new Stored<>("g-9", 1, goal("g-9")), goal("g-9"), true, List.of()))
        .isFalse();
  }

  @Test
  void whatIsToBePublishedWaitsInOrderUntilItIsNoted() {
    GoalDocuments documents = documents();
    documents.insert("g-1", goal("g-1"), true, events("created"));
    documents.replace(documents.find("g-1").orElseThrow(), goal("g-1"), true, events("activated"));

    Pending<Goal> pending = documents.pending(10).getFirst();
    assertThat(pending.stored().version()).isEqualTo(2);
    assertThat(pending.items())
        .extracting(item -> item.event().map(GoalEvent::goalName).orElse("state"))
        .containsExactly("state", "created", "state", "activated");
    assertThat(pending.items()).extracting(Pending.Item::itemId).doesNotHaveDuplicates();
    assertThat(pending.items().get(1).event()).isEqualTo(Optional.of(events("created").getFirst()));

    documents.published(
        Map.of("g-1", Set.of(pending.items().get(0).itemId(), pending.items().get(2).itemId())));
    assertThat(documents.pending(10).getFirst().items())
        .extracting(item -> item.event().map(GoalEvent::goalName).orElse("state"))
        .containsExactly("created", "activated");

    pending.items().forEach(item -> documents.published(Map.of("g-1", Set.of(item.itemId()))));
    assertThat(documents.pending(10)).isEmpty();
    documents.published(Map.of("g-1", Set.of("never there")));
    documents.published(Map.of());
  }

  @Test
  void notesOfManyAreTakenAtOnce() {
    GoalDocuments documents = documents();
    for (String id : List.of("g-1", "g-2", "g-3")) {
      documents.insert(id, goal(id), true, List.of());
    }
    Map<String, Set<String>> notes = new HashMap<>();
    documents
        .pending(2)
        .forEach(
            pending ->
                notes.put(pending.stored().id(), Set.of(pending.items().getFirst().itemId())));

    documents.published(notes);

    assertThat(documents.pending(10)).extracting(one -> one.stored().id()).containsExactly("g-3");
  }

  @Test
  void thoseThatAreThereAreFoundAtOnce() {
    GoalDocuments documents = documents();
    for (String id : List.of("c", "b", "a")) {
      documents.insert(id, goal(id), false, List.of());
    }

    assertThat(documents.findAll(Set.of("c", "x", "a")))
        .extracting(Stored::id)
        .containsExactly("a", "c");
    assertThat(documents.findAll(Set.of())).isEmpty();
  }

  @Test
  void manyChangesAreKeptAndOneThatRestsOnAnOldVersionIsNamed() {
    GoalDocuments documents = documents();
    for (String id : List.of("g-1", "g-2", "g-3")) {
      documents.insert(id, goal(id), false, List.of());
    }
    List<Stored<Goal>> read = documents.all();
    assertThat(documents.replaceAll(List.of())).isEmpty();

    documents.replace(read.get(1), goal("theirs"), false, List.of());
    Optional<String> lost =
        documents.replaceAll(
            read.stream()
                .map(
                    stored ->
                        new Documents.Renewed<>(stored, goal("mine"), true, events(stored.id())))
                .toList());

    assertThat(lost).contains("g-2");
    assertThat(documents.all())
        .extracting(stored -> stored.version() + " " + stored.value().id())
        .containsExactly("2 mine", "2 theirs", "2 mine");
    assertThat(documents.pending(10))
        .extracting(pending -> pending.stored().id() + " " + pending.items().size())
        .containsExactly("g-1 2", "g-3 2");
    List<Documents.Renewed<Goal>> again =
        documents.all().stream()
            .map(stored -> new Documents.Renewed<>(stored, goal("last"), false, List.of()))
            .toList();
    assertThat(documents.replaceAll(again)).isEmpty();
  }

  @Test
  void goalsAreFoundByHowTheirIdsBegin() {
    GoalDocuments documents = documents();
    for (String id : List.of("year", "year:north", "year:north:Q1", "years:north", "y.ar:north")) {
      documents.insert(id, goal(id), false, List.of());
    }

    assertThat(documents.idsStartingWith("year:"))
        .containsExactlyInAnyOrder("year:north", "year:north:Q1");
    assertThat(documents.idsStartingWith("y.ar:")).containsExactly("y.ar:north");
  }

  @Test
  void aNoteDoesNotRaiseTheVersionThatWritersRestOn() {
    GoalDocuments documents = documents();
    documents.insert("g-1", goal("g-1"), true, List.of());
    Stored<Goal> read = documents.find("g-1").orElseThrow();
    documents.published(
        Map.of("g-1", Set.of(documents.pending(1).getFirst().items().getFirst().itemId())));

    assertThat(documents.replace(read, goal("g-1"), false, List.of())).isTrue();
  }

  @Test
  void noMoreDocumentsWaitThanAreAskedFor() {
    GoalDocuments documents = documents();
    for (int i = 0; i < 5; i++) {
      documents.insert("g-" + i, goal("g-" + i), true, List.of());
    }

    assertThat(documents.pending(3)).hasSize(3);
    assertThat(documents.pending(10)).hasSize(5);
  }

  @Test
  void goalsAreFoundByWhatTheyAre() {
    GoalDocuments documents = documents();
    List<Goal> goals =
        List.of(
            Examples.draft(
                r -> {
                  r.id = Optional.of("a");
                  r.name = Optional.of("Umsatz (Süd) 100 %");
                }),
            Examples.draft(
                r -> {
                  r.id = Optional.of("b");
                  r.ownerKind = Optional.of("UNIT");
                  r.ownerId = Optional.of("north");
                  r.metricId = Optional.of("calls");
                  r.parentId = Optional.of("g-0");
                  r.start = Optional.of(LocalDate.of(2026, 4, 1));
                  r.end = Optional.of(LocalDate.of(2026, 7, 1));
                }),
            Examples.done(
                    GoalRules.activate(
                        Examples.draft(r -> r.id = Optional.of("c")), Examples.MIA, Examples.NOW))
                .goal());
    goals.forEach(goal -> documents.insert(goal.id(), goal, false, List.of()));

    queries()
        .forEach(
            (query, ids) -> {
              assertThat(documents.search(query))
                  .as(query.toString())
                  .extracting(Stored::id)
                  .containsExactlyElementsOf(ids);
              assertThat(goals.stream().filter(query::matches).map(Goal::id))
                  .as("without the limit: %s", query)
                  .startsWith(ids.toArray(String[]::new));
            });
  }

  private static Map<GoalQuery, List<String>> queries() {
    LocalDate april = LocalDate.of(2026, 4, 1);
    LocalDate july = LocalDate.of(2026, 7, 1);
    return Map.ofEntries(
        Map.entry(GoalQuery.EVERYTHING, List.of("a", "b", "c")),
        Map.entry(GoalQuery.childrenOf(Set.of("g-0")), List.of("b")),
        Map.entry(GoalQuery.childrenOf(Set.of("g-0", "nowhere")), List.of("b")),
        Map.entry(GoalQuery.childrenOf(Set.of()), List.of()),
        Map.entry(query(q -> q.ownerIds = Optional.of(Set.of("ana"))), List.of("a", "c")),
        Map.entry(
            query(q -> q.ownerIds = Optional.of(Set.of("ana", "north"))), List.of("a", "b", "c")),
        Map.entry(query(q -> q.ownerIds = Optional.of(Set.of())), List.of()),
        Map.entry(query(q -> q.metricId = Optional.of("calls")), List.of("b")),
        Map.entry(query(q -> q.states = Set.of(Goal.State.ACTIVE)), List.of("c")),
        Map.entry(
            query(q -> q.states = Set.of(Goal.State.DRAFT, Goal.State.FINAL)), List.of("a", "b")),
        Map.entry(query(q -> q.until = Optional.of(april)), List.of("a", "c")),
        Map.entry(query(q -> q.from = Optional.of(july)), List.of("a", "c")),
        Map.entry(query(q -> q.text = Optional.of("umsatz (SÜD)")), List.of("a")),
        Map.entry(query(q -> q.text = Optional.of("u.satz")), List.of()),
        Map.entry(query(q -> q.after = Optional.of("a")), List.of("b", "c")),
        Map.entry(query(q -> q.limit = 2), List.of("a", "b")));
  }

  @Test
  void goalsAreFoundByWhatTheyWaitFor() {
    GoalDocuments documents = documents();
    Goal proposed =
        Examples.done(Negotiation.propose(goal("a"), Optional.empty(), Examples.MIA, Examples.NOW))
            .goal();
    Terms other = Examples.draft(r -> r.target = Optional.of(new BigDecimal("1050"))).terms();
    Goal countered =
        Examples.done(Negotiation.counter(proposed, other, "too much", Examples.MIA, Examples.NOW))
            .goal();
    Goal requested =
        Examples.done(
                Adjustments.request(
                    Examples.done(GoalRules.activate(goal("c"), Examples.MIA, Examples.NOW)).goal(),
                    new Adjustment.Request(other, "a new market", List.of(), Optional.empty()),
                    "adj-1",
                    Examples.POLICY,
                    Examples.MIA,
                    Examples.NOW))
            .goal();
    documents.insert("a", proposed, false, List.of());
    documents.insert("b", countered, false, List.of());
    documents.insert("c", requested, false, List.of());
    documents.insert(
        "d", Examples.withApprovedAdjustment("d", LocalDate.of(2026, 7, 1)), false, List.of());
    documents.insert("e", goal("e"), false, List.of());
    documents.insert("f", Examples.chased("f"), false, List.of());

    Map<GoalQuery.WaitingFor, List<String>> found = new EnumMap<>(GoalQuery.WaitingFor.class);
    for (GoalQuery.WaitingFor what : GoalQuery.WaitingFor.values()) {
      GoalQuery query = query(q -> q.waitingFor = Optional.of(what));
      found.put(what, documents.search(query).stream().map(Stored::id).toList());
    }

    assertThat(found)
        .containsExactly(
            Map.entry(GoalQuery.WaitingFor.ANSWER, List.of("a")),
            Map.entry(GoalQuery.WaitingFor.COUNTER_DECISION, List.of("b")),
            Map.entry(GoalQuery.WaitingFor.ADJUSTMENT_DECISION, List.of("c")),
            Map.entry(GoalQuery.WaitingFor.REVIEW, List.of("f")));
  }

  @Test
  void goalsThatWereRecognisedAreFound() {
    GoalDocuments documents = documents();
    documents.insert("a", goal("a"), false, List.of());
    documents.insert("b", Examples.praised("b"), false, List.of());
    documents.insert("c", Examples.rewarded("c"), false, List.of());

    assertThat(documents.search(GoalQuery.EVERYTHING.onlyRecognised()))
        .extracting(Stored::id)
        .containsExactly("b", "c");
  }

  @Test
  void anApprovedAdjustmentIsFoundUntilItIsApplied() {
    GoalDocuments documents = documents();
    Goal adjusted = Examples.withApprovedAdjustment("g-1", LocalDate.of(2026, 7, 1));
    documents.insert("g-1", adjusted, false, List.of());
    documents.insert("g-2", goal("g-2"), false, List.of());

    assertThat(documents.withApprovedAdjustments())
        .extracting(Stored::value)
        .containsExactly(adjusted);
  }

  @Test
  void goalsThatAreReviewedAndGoalsThatHaveOthersBelowAreFound() {
    GoalDocuments documents = documents();
    Goal reviewed =
        Examples.done(
                GoalRules.activate(
                    Examples.draft(r -> r.reviewEvery = Optional.of(Review.Cadence.WEEKLY)),
                    Examples.MIA,
                    Examples.NOW))
            .goal();
    Goal brokenDown = Examples.brokenDown("g-2");
    documents.insert("g-1", reviewed, false, List.of());
    documents.insert("g-2", brokenDown, false, List.of());
    documents.insert("g-3", goal("g-3"), false, List.of());
    documents.insert("g-4", Examples.partOf(goal("g-4"), "g-3", "ana"), false, List.of());

    Goal unasked = Examples.chasedWithoutCadence("g-5");
    documents.insert("g-5", unasked, false, List.of());

    assertThat(documents.withReviews())
        .extracting(Stored::value)
        .containsExactly(reviewed, unasked);
    assertThat(documents.idsOfWholes()).containsExactlyInAnyOrder("g-2", "g-3");
  }

  private static GoalQuery query(Consumer<QueryExample> change) {
    QueryExample example = new QueryExample();
    change.accept(example);
    return new GoalQuery(
        example.ownerIds,
        example.metricId,
        Optional.empty(),
        example.states,
        example.from,
        example.until,
        example.text,
        example.waitingFor,
        example.recognised,
        example.after,
        example.limit);
  }

  /** A query in the making. */
  private static final class QueryExample {
    private Optional<Set<String>> ownerIds = Optional.empty();
    private Optional<String> metricId = Optional.empty();
    private Set<Goal.State> states = Set.of();
    private Optional<LocalDate> from = Optional.empty();
    private Optional<LocalDate> until = Optional.empty();
    private Optional<String> text = Optional.empty();
    private Optional<GoalQuery.WaitingFor> waitingFor = Optional.empty();
    private boolean recognised;
    private Optional<String> after = Optional.empty();
    private int limit = Integer.MAX_VALUE;
  }

  private static Goal goal(String id) {
    return Examples.draft(r -> r.id = Optional.of(id));
  }

  private static List<GoalEvent> events(String name) {
    return List.of(
        new GoalEvent(
            "event-" + name,
            GoalEvent.Kind.GOAL_CREATED,
            "g-1",
            name,
            1,
            new Terms.Owner("REP", "ana"),
            Optional.of("cause"),
            Optional.of("mia"),
            Optional.of("why"),
            List.of(new Step.Edit("target", "1", "2")),
            Optional.empty(),
            Examples.NOW));
  }
}
