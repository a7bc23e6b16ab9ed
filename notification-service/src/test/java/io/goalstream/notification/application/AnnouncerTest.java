package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Quiet;
import io.goalstream.notification.domain.Subject;
import io.goalstream.notification.domain.rule.Preferences;
import io.goalstream.notification.domain.rule.Rule;
import io.goalstream.notification.domain.rule.Timing;
import io.goalstream.notification.domain.rule.Way;
import io.goalstream.notification.domain.rule.Who;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncerTest {
  private static final Quiet NIGHT = new Quiet(LocalTime.of(9, 0), LocalTime.of(12, 0), Set.of());

  private final Office office = new Office();
  private final Announcer announcer = office.announcer();

  private static Event ofAna(long crossing, boolean reached) {
    return Examples.crossing(crossing, reached, c -> {});
  }

  private static Event ofAna(String level, long crossing, boolean reached) {
    return Examples.event(
        level + "-" + crossing,
        crossing,
        example -> {
          example.kind = reached ? EventKind.LEVEL_REACHED : EventKind.LEVEL_LOST;
          example.level = level;
        });
  }

  private static Event ofNorth(long crossing, boolean reached) {
    return Examples.crossing(
        crossing,
        reached,
        c -> {
          c.ownerKind = "UNIT";
          c.ownerId = "north";
        });
  }

  private List<AlertKind> heard(String personId) {
    return office.inbox.of(personId).stream().map(Alert::kind).toList();
  }

  private List<String> mail(String personId) {
    return office.deliveries.of("mail:" + personId).stream()
        .map(
            it ->
                "%s %s"
                    .formatted(
                        it.type(),
                        it.suppression().map(why -> why.reason().name()).orElse(it.state().name())))
        .toList();
  }

  private void write(Rule rule) {
    assertThat(office.rules.save(rule)).isTrue();
  }

  private static Rule rule(String id, Who who, Timing when, Duration cooldown, Rule.Pick pick) {
    return new Rule(
        id,
        id,
        true,
        Optional.empty(),
        Rule.Condition.of(Set.of(EventKind.LEVEL_REACHED, EventKind.LEVEL_LOST)),
        List.of(who),
        when,
        Set.of(Way.values()),
        cooldown,
        pick,
        1);
  }

  @Test
  void aRepHearsOfTheOwnGoalAndAManagerOfTheUnits() {
    announcer.announce(ofAna(1, true));
    announcer.announce(ofNorth(2, true));

    assertThat(heard("ana")).containsExactly(AlertKind.LEVEL_REACHED);
    assertThat(heard("hugo")).containsExactly(AlertKind.LEVEL_REACHED);
  }

  @Test
  void theSameEventTwiceTellsNothingTwice() {
    office.mails("ana");
    office.channels.save(Examples.webhook("w-1", "https://example.com"));

    announcer.announce(ofAna(1, true));
    announcer.announce(ofAna(1, true));

    assertThat(heard("ana")).hasSize(1);
    assertThat(mail("ana")).hasSize(1);
    assertThat(office.deliveries.of("channel:w-1")).hasSize(1);
  }

  @Test
  void aStopBetweenAlertAndMemoryTellsNothingTwice() {
    office.mails("ana");
    office.inbox.stopBeforeRemembering();

    assertThatIllegalStateException().isThrownBy(() -> announcer.announce(ofAna(1, true)));
    announcer.announce(ofAna(1, true));

    assertThat(heard("ana")).hasSize(1);
    assertThat(mail("ana")).hasSize(1);
  }

  @Test
  void whatSomebodyWasToldOutlivesTheProgram() {
    announcer.announce(ofAna(1, true));
    office.announcer().announce(ofAna(2, false));
    office.announcer().announce(ofAna(1, true));

    List<Alert> alerts = office.inbox.of("ana");
    assertThat(alerts)
        .extracting(Alert::kind)
        .containsExactly(AlertKind.LEVEL_LOST, AlertKind.LEVEL_REACHED);
    assertThat(alerts.getFirst().corrects()).contains(alerts.getLast().id());
  }

  @Test
  void whoWasToldHearsOfTheLossAlsoWhenSomebodyElseLeadsByThen() {
    announcer.announce(ofNorth(1, true));
    office.people.isLedBy("north", "iris");

    announcer.announce(ofNorth(2, false));

    assertThat(heard("hugo")).containsExactly(AlertKind.LEVEL_LOST, AlertKind.LEVEL_REACHED);
    assertThat(heard("iris")).as("she was never told").isEmpty();
  }

  @Test
  void whoWasToldOfAPaceHearsOfEveryOtherOneAlsoWhereNoRuleAsksForIt() {
    announcer.announce(Examples.pace(1, "OFF_TRACK"));
    announcer.announce(Examples.pace(2, "AT_RISK"));
    announcer.announce(Examples.pace(3, "ON_TRACK"));

    assertThat(heard("hugo"))
        .containsExactly(AlertKind.BACK_ON_TRACK, AlertKind.AT_RISK, AlertKind.OFF_TRACK);
  }

  @Test
  void aPaceThatWasNeverTroubleIsNoNews() {
    announcer.announce(Examples.pace(1, "ON_TRACK"));

    assertThat(heard("ana")).isEmpty();
  }

  @Test
  void aLevelIsTheSameHoweverItsNumberIsWritten() {
    announcer.announce(ofAna(1, true));
    announcer.announce(Examples.crossing(2, false, c -> c.level = "0.500000"));

    assertThat(heard("ana")).hasSize(2);
  }

  /** 90,000 of 100,000; then the target is twice as much, or half. */
  @ParameterizedTest
  @ValueSource(strings = {"0.45", "1.8"})
  void aLevelWithANameIsTheSameWhereverItMoves(String moved) {
    office.mails("ana");

    announcer.announce(commit("0.9", 1, true));
    office.pass(Duration.ofMinutes(2));
    office.courier().run();
    announcer.announce(commit(moved, 2, false));
    office.courier().run();
    office.pass(Duration.ofMinutes(2));
    announcer.announce(commit(moved, 3, true));

    assertThat(heard("ana"))
        .containsExactly(AlertKind.LEVEL_REGAINED, AlertKind.LEVEL_LOST, AlertKind.LEVEL_REACHED);
    assertThat(mail("ana"))
        .containsExactlyInAnyOrder(
            "LEVEL_REACHED SENT", "LEVEL_LOST SENT", "LEVEL_REGAINED PENDING");
  }

  /** COMMIT is the target; then the target is more, and the same share of it has no name. */
  @Test
  void aLevelThatLosesItsNameIsTakenBack() {
    announcer.announce(commit("1", 1, true));

    announcer.announce(ofAna("1.00", 2, false));
    announcer.announce(ofAna("1", 3, true));
    announcer.announce(commit("0.833333", 2, false));

    assertThat(heard("ana"))
        .containsExactly(
            AlertKind.LEVEL_LOST,
            AlertKind.LEVEL_REGAINED,
            AlertKind.LEVEL_LOST,
            AlertKind.LEVEL_REACHED);
  }

  /** What was told without a name is not told again because it has one. */
  @Test
  void aLevelThatGetsANameIsTakenBackAndNotToldAgain() {
    announcer.announce(ofAna("0.8", 5, true));

    announcer.announce(commit("0.8", 1, true));
    assertThat(heard("ana")).containsExactly(AlertKind.LEVEL_REACHED);

    announcer.announce(commit("0.80", 2, false));
    announcer.announce(commit("0.8", 3, true));
    assertThat(heard("ana"))
        .containsExactly(AlertKind.LEVEL_REGAINED, AlertKind.LEVEL_LOST, AlertKind.LEVEL_REACHED);
  }

  private Event commit(String level, long crossing, boolean reached) {
    return Examples.event(
        "COMMIT " + crossing,
        crossing,
        example -> {
          example.kind = reached ? EventKind.LEVEL_REACHED : EventKind.LEVEL_LOST;
          example.level = level;
          example.levelName = Optional.of("COMMIT");
          example.at = office.clock.instant();
        });
  }

  @Test
  void aWebhookHearsOfWhatHappensFromItsBeginning() {
    office.channels.save(Examples.webhook("old", "https://example.com"));
    Event before = Examples.crossing(1, false, c -> c.at = NOW.minusSeconds(61));
    Event after = ofAna(2, false);

    announcer.announce(before);
    announcer.announce(after);
    announcer.announce(Examples.pace(1, "OFF_TRACK"));

    List<Delivery> deliveries = office.deliveries.of("channel:old");
    assertThat(deliveries).as("neither what was before nor another type").hasSize(1);
    assertThat(deliveries.getFirst().type()).isEqualTo("goal.level.lost");
    assertThat(deliveries.getFirst().content())
        .isEqualTo(new Delivery.Content.Body("body of event-2"));
    assertThat(deliveries.getFirst().messageId()).isEqualTo("msg_event-2");
  }

  @Test
  void ofSeveralLevelsThatOneDealReachesOnlyTheHighestIsSentInAnyOrder() {
    office.mails("ana");
    announcer.announce(ofAna("0.5", 1, true));
    announcer.announce(ofAna("1", 1, true));
    announcer.announce(ofAna("0.8", 1, true));

    assertThat(mail("ana"))
        .containsExactlyInAnyOrder(
            "LEVEL_REACHED SUPERSEDED", "LEVEL_REACHED PENDING", "LEVEL_REACHED SUPERSEDED");
    assertThat(office.inbox.of("ana")).hasSize(3);
    assertThat(office.inbox.unread("ana")).isEqualTo(1);
    assertThat(office.inbox.of("ana"))
        .filteredOn(alert -> alert.supersededBy().isEmpty())
        .singleElement()
        .satisfies(alert -> assertThat(alert.level().orElseThrow()).isEqualByComparingTo("1"));
  }

  @Test
  void eachLevelIsSentWhereARuleSaysSo() {
    office.mails("ana");
    write(rule("each", new Who.Owner(), Timing.REAL_TIME, Duration.ZERO, Rule.Pick.EACH));

    announcer.announce(ofAna("0.5", 1, true));
    announcer.announce(ofAna("0.8", 1, true));

    assertThat(mail("ana")).containsExactly("LEVEL_REACHED PENDING", "LEVEL_REACHED PENDING");
  }

  @Test
  void whatIsUndoneBeforeItWasSentIsNotSentAndNeitherIsItsCorrection() {
    office.wants("ana", NIGHT, Map.of());

    announcer.announce(ofAna(1, true));
    announcer.announce(ofAna(2, false));
    announcer.announce(ofAna(2, false));

    assertThat(mail("ana")).containsExactlyInAnyOrder("LEVEL_REACHED UNDONE", "LEVEL_LOST UNDONE");
    assertThat(heard("ana"))
        .as("an inbox is never quiet")
        .containsExactly(AlertKind.LEVEL_LOST, AlertKind.LEVEL_REACHED);
  }

  @Test
  void aLowerLevelThatStillWaitsIsNotToldAfterAHigherOne() {
    office.wants("ana", NIGHT, Map.of());
    announcer.announce(ofAna("0.5", 1, true));
    office.pass(Duration.ofMinutes(1));
    announcer.announce(
        Examples.event(
            "later",
            1,
            example -> {
              example.level = "1";
              example.at = office.clock.instant();
            }));

    assertThat(mail("ana"))
        .containsExactlyInAnyOrder("LEVEL_REACHED SUPERSEDED", "LEVEL_REACHED PENDING");
  }

  @Test
  void aCorrectionIsNeverTooLate() {
    office.mails("ana");
    announcer.announce(ofAna(1, true));
    office.pass(Duration.ofSeconds(2));
    office.courier().run();
    office.pass(Duration.ofDays(8));

    announcer.announce(ofAna(2, false));

    assertThat(mail("ana")).containsExactlyInAnyOrder("LEVEL_REACHED SENT", "LEVEL_LOST PENDING");
  }

  @Test
  void anInboxThatHeardOfALossHearsThatItIsOverWhateverItsPersonWants() {
    announcer.announce(ofAna(1, true));
    office.wants(
        "ana",
        Quiet.NEVER,
        Map.of(Subject.LEVELS, new Preferences.Choice(Optional.of(Timing.OFF), Optional.empty())));

    announcer.announce(ofAna(2, false));
    announcer.announce(ofAna(3, true));

    assertThat(heard("ana"))
        .containsExactly(AlertKind.LEVEL_REGAINED, AlertKind.LEVEL_LOST, AlertKind.LEVEL_REACHED);
  }

  @Test
  void aStopBetweenTakingBackAndRevivingTellsTheLowerLevelWhenItIsHeardAgain() {
    office.wants("ana", NIGHT, Map.of());
    announcer.announce(ofAna("0.5", 1, true));
    announcer.announce(ofAna("1", 1, true));
    int[] steps = {0};
    office.deliveries.endanger(
        () -> {
          steps[0]++;
          if (steps[0] == 2) {
            throw new IllegalStateException("The service was stopped");
          }
        });
    Event lost = ofAna("1", 2, false);

    assertThatIllegalStateException().isThrownBy(() -> announcer.announce(lost));
    announcer.announce(lost);

    assertThat(mail("ana"))
        .containsExactlyInAnyOrder(
            "LEVEL_REACHED PENDING", "LEVEL_REACHED UNDONE", "LEVEL_LOST UNDONE");
  }

  @Test
  void aLowerLevelIsToldAfterAllWhenTheHigherOneIsUndoneBeforeItWasSent() {
    office.wants("ana", NIGHT, Map.of());

    announcer.announce(ofAna("0.5", 1, true));
    announcer.announce(ofAna("1", 1, true));
    announcer.announce(ofAna("1", 2, false));

    assertThat(mail("ana"))
        .containsExactlyInAnyOrder(
            "LEVEL_REACHED PENDING", "LEVEL_REACHED UNDONE", "LEVEL_LOST UNDONE");
  }

  @Test
  void nothingIsToldWhenAllLevelsOfOneDealAreLostBeforeAnyWasSentWhicheverComesFirst() {
    for (List<String> order : List.of(List.of("0.5", "1"), List.of("1", "0.5"))) {
      Office other = new Office();
      other.wants("ana", NIGHT, Map.of());
      Announcer teller = other.announcer();
      teller.announce(ofAna("0.5", 1, true));
      teller.announce(ofAna("1", 1, true));
      order.forEach(level -> teller.announce(ofAna(level, 2, false)));

      assertThat(other.deliveries.of("mail:ana"))
          .as("lost in the order %s", order)
          .extracting(Delivery::state)
          .containsOnly(Delivery.State.SUPPRESSED);
    }
  }

  @Test
  void whatWasSentIsCorrectedAtOnceAlsoWhereTheRestComesAsADigest() {
    office.wants(
        "ana",
        Quiet.NEVER,
        Map.of(
            Subject.LEVELS, new Preferences.Choice(Optional.of(Timing.WEEKLY), Optional.empty())));
    announcer.announce(ofAna(1, true));
    office.at("2026-04-06T08:00:00Z");
    office.courier().run();

    announcer.announce(Examples.crossing(2, false, c -> c.at = office.clock.instant()));
    office.courier().run();

    assertThat(office.arrived)
        .containsExactly(
            List.of("50% of “Revenue Ana” reached"),
            List.of("Correction: “Revenue Ana” is below 50% again"));
  }

  @Test
  void aLevelThatIsLostAndReachedAgainBeforeAnythingWasSentIsToldOnce() {
    office.wants("ana", NIGHT, Map.of());
    announcer.announce(ofAna(1, true));
    announcer.announce(ofAna(2, false));
    announcer.announce(ofAna(3, true));
    office.pass(Duration.ofHours(3));
    office.courier().run();

    assertThat(office.arrived).hasSize(1);
    assertThat(office.arrived.getFirst()).hasSize(1);
  }

  @Test
  void theInboxOnlyStaysTheInboxOnlyWhenNoRuleAsksForTheNextPace() {
    office.mails("ben");
    write(
        new Rule(
            "inbox-only",
            "inbox only",
            true,
            Optional.empty(),
            new Rule.Condition(
                Set.of(EventKind.PACE_CHANGED),
                Optional.empty(),
                Set.of("OFF_TRACK"),
                Set.of(),
                Set.of(),
                Optional.empty()),
            List.of(new Who.Person("ben")),
            Timing.REAL_TIME,
            Set.of(Way.INBOX),
            Duration.ZERO,
            Rule.Pick.HIGHEST,
            1));

    announcer.announce(Examples.pace(1, "OFF_TRACK"));
    announcer.announce(Examples.pace(2, "AT_RISK"));

    assertThat(heard("ben")).containsExactly(AlertKind.AT_RISK, AlertKind.OFF_TRACK);
    assertThat(mail("ben")).doesNotContain("AT_RISK PENDING");
  }

  private static Event reward(long crossing, EventKind kind) {
    return Examples.event(
        "reward-" + crossing,
        crossing,
        example -> {
          example.kind = kind;
          example.details =
              new Event.Details(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("A day off"),
                  List.of());
        });
  }

  @Test
  void aRewardIsTakenBackFromWhoWasToldOfIt() {
    office.mails("ana");
    announcer.announce(reward(1, EventKind.REWARD_TAKEN_BACK));
    assertThat(heard("ana")).as("of which nobody was told").isEmpty();

    announcer.announce(reward(2, EventKind.REWARD_EARNED));
    office.courier().run();
    announcer.announce(reward(3, EventKind.REWARD_TAKEN_BACK));

    assertThat(office.inbox.of("ana").getFirst().corrects())
        .contains(office.inbox.of("ana").getLast().id());
    assertThat(mail("ana"))
        .containsExactlyInAnyOrder("REWARD_EARNED SENT", "REWARD_TAKEN_BACK PENDING");
  }

  @Test
  void whoWantsNothingOfASubjectIsToldNothingNew() {
    office.wants(
        "ana",
        Quiet.NEVER,
        Map.of(Subject.LEVELS, new Preferences.Choice(Optional.of(Timing.OFF), Optional.empty())));

    announcer.announce(ofAna(1, true));

    assertThat(heard("ana")).isEmpty();
    assertThat(mail("ana")).isEmpty();
  }

  @Test
  void aCooldownHoldsBackWhatIsNotACorrection() {
    office.mails("ana");
    write(
        rule("own-levels", new Who.Owner(), Timing.REAL_TIME, Duration.ofHours(4), Rule.Pick.EACH));
    announcer.announce(ofAna("0.5", 1, true));
    office.courier().run();
    office.pass(Duration.ofMinutes(5));
    announcer.announce(ofAna("0.8", 1, true));
    announcer.announce(ofAna("0.5", 2, false));

    assertThat(office.deliveries.of("mail:ana"))
        .extracting(it -> it.type() + " " + it.nextAttemptAt())
        .containsExactly(
            "LEVEL_REACHED 2026-03-31T09:30:00Z",
            "LEVEL_LOST 2026-03-31T09:35:00Z",
            "LEVEL_REACHED 2026-03-31T13:30:00Z");
  }

  private Event pace(long change, String pace) {
    return Examples.event(
        "pace-" + change,
        change,
        example -> {
          example.kind = EventKind.PACE_CHANGED;
          example.pace = pace;
          example.at = office.clock.instant();
        });
  }

  @Test
  void ofPacesThatNobodyHasHeardOfOnlyTheLastIsSent() {
    office.mails("ana");
    announcer.announce(pace(1, "AT_RISK"));
    announcer.announce(pace(2, "OFF_TRACK"));
    assertThat(mail("ana")).containsExactlyInAnyOrder("AT_RISK UNDONE", "OFF_TRACK PENDING");

    announcer.announce(pace(3, "ON_TRACK"));
    assertThat(mail("ana"))
        .containsExactlyInAnyOrder("AT_RISK UNDONE", "OFF_TRACK UNDONE", "BACK_ON_TRACK UNDONE");
  }

  @Test
  void whoHasHeardOfTroubleHearsThatItIsOverHoweverManyPacesAreBetween() {
    office.mails("ana");
    announcer.announce(pace(1, "OFF_TRACK"));
    office.at("2026-04-01T08:00:00Z");
    office.courier().run();

    announcer.announce(pace(2, "AT_RISK"));
    announcer.announce(pace(3, "ON_TRACK"));

    assertThat(mail("ana"))
        .containsExactlyInAnyOrder("OFF_TRACK SENT", "AT_RISK UNDONE", "BACK_ON_TRACK PENDING");
  }

  @Test
  void whatIsHeardOfDaysLateIsOnlyInTheInbox() {
    office.mails("ana");
    office.pass(Duration.ofDays(8));

    announcer.announce(ofAna(1, true));

    assertThat(heard("ana")).containsExactly(AlertKind.LEVEL_REACHED);
    assertThat(mail("ana")).containsExactly("LEVEL_REACHED TOO_OLD");
  }

  @Test
  void nobodyIsToldWhatTheyDidThemselves() {
    Event countered =
        Examples.event(
            "c-1",
            1,
            example -> {
              example.kind = EventKind.COUNTERED;
              example.details =
                  new Event.Details(
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of("hugo"),
                      Optional.of("too high"),
                      List.of());
            });

    announcer.announce(countered);

    assertThat(heard("hugo")).isEmpty();
  }

  @Test
  void aChannelIsToldInItsOwnLanguageAndHearsOfCorrections() {
    office.channels.save(Examples.channel("c-1", Channel.Kind.SLACK, "https://example.com"));
    write(
        rule(
            "sales-channel",
            new Who.Channel("c-1"),
            Timing.REAL_TIME,
            Duration.ZERO,
            Rule.Pick.HIGHEST));

    announcer.announce(ofAna(1, true));
    office.pass(Duration.ofSeconds(2));
    office.courier().run();
    announcer.announce(ofAna(2, false));
    office.courier().run();

    assertThat(office.arrived).hasSize(2);
    assertThat(office.arrived.getLast())
        .containsExactly("Correction: “Revenue Ana” is below 50% again");
  }

  @Test
  void aPreviewKeepsNothing() {
    office.mails("ana");

    assertThat(announcer.plan(ofAna(1, true)))
        .singleElement()
        .satisfies(
            planned -> {
              assertThat(planned.plan().ruleIds()).containsExactly("own-levels");
              assertThat(planned.destination()).contains("mail:ana");
            });
    assertThat(office.inbox.of("ana")).isEmpty();
    assertThat(office.deliveries.all()).isEmpty();
  }
}
