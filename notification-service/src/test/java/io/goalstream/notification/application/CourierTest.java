package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.application.Carrier.Target;
import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Examples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CourierTest {
  private final Office office = new Office();

  @BeforeEach
  void aWebhookAndAPersonWithMail() {
    office.channels.save(Examples.webhook("w-1", "https://example.com"));
    office.mails("ana");
  }

  private void event(String id, String channelId, long secondsAgo) {
    office.deliveries.add(Examples.delivery(id, channelId, NOW.minusSeconds(secondsAgo)));
  }

  private void mail(String id, long secondsAgo) {
    office.deliveries.add(Examples.words(id, "mail:ana", NOW.minusSeconds(secondsAgo)));
  }

  private Delivery only(String destination) {
    List<Delivery> all = office.deliveries.of(destination);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void whatIsDueIsSentOnceTheLongestDueFirst() {
    List<String> sent = new ArrayList<>();
    event("b", "w-1", 0);
    event("a", "w-1", 5);
    event("later", "w-1", -1);
    Courier courier =
        office.courier(
            (target, together) -> {
              together.forEach(it -> sent.add(it.id()));
              return new Answer.Arrived();
            });

    courier.run();
    courier.run();

    assertThat(sent).containsExactly("a", "b");
  }

  @Test
  void whatWaitsForTheSamePersonGoesInOneMessage() {
    mail("first", 9);
    mail("second", 5);
    mail("tomorrow", -86_400);

    office.courier().run();

    assertThat(office.arrived).containsExactly(List.of("first", "second"));
    assertThat(office.deliveries.find("first").orElseThrow().state())
        .isEqualTo(Delivery.State.SENT);
  }

  @Test
  void aFloodBecomesADigestAsFarAsTheReceiverIsLimited() {
    office.limitedTo(1, Duration.ofMinutes(1));
    Courier courier = office.courier();
    mail("a", 1);
    courier.run();
    for (int i = 0; i < 50; i++) {
      mail("flood-" + i, 0);
      courier.run();
    }
    assertThat(office.arrived).as("before its minute is over").hasSize(1);

    office.pass(Duration.ofMinutes(1));
    courier.run();

    assertThat(office.arrived).hasSize(2);
    assertThat(office.arrived.getLast()).hasSize(50);
  }

  @Test
  void whatDidNotArriveIsTriedAgainAfterAPause() {
    event("a", "w-1", 0);

    office.courier((target, together) -> Answer.NotArrived.because("status 500")).run();

    Delivery delivery = only("channel:w-1");
    assertThat(delivery.state()).isEqualTo(Delivery.State.PENDING);
    assertThat(delivery.nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(delivery.lastError()).contains("status 500");
  }

  @Test
  void aReceiverThatFailsIsLeftAloneWhateverElseIsDue() {
    List<String> calls = new ArrayList<>();
    Courier courier =
        office.courier(
            (target, together) -> {
              calls.add(together.getFirst().id());
              return Answer.NotArrived.because("status 500");
            });
    event("a", "w-1", 2);
    event("b", "w-1", 1);

    courier.run();
    courier.run();
    assertThat(calls).containsExactly("a");

    office.pass(Duration.ofSeconds(5));
    courier.run();
    assertThat(calls).as("a message that is refused holds up no other").containsExactly("a", "b");
  }

  @Test
  void aReceiverIsLeftAloneForAsLongAsItWants() {
    List<String> calls = new ArrayList<>();
    Courier courier =
        office.courier(
            (target, together) -> {
              calls.add(together.getFirst().id());
              return new Answer.NotArrived("status 429", Optional.of(Duration.ofMinutes(7)), false);
            });
    event("a", "w-1", 0);
    courier.run();
    office.pass(Duration.ofMinutes(7).minusMillis(1));
    courier.run();
    assertThat(calls).hasSize(1);

    office.pass(Duration.ofMillis(1));
    courier.run();
    assertThat(calls).hasSize(2);
  }

  @Test
  void aReceiverThatCannotEvenBeCalledKeepsNoOtherOneWaiting() {
    office.channels.save(Examples.webhook("bad", "https://example.com:99999"));
    event("1", "bad", 5);
    event("2", "w-1", 0);

    office
        .courier(
            (target, together) -> {
              if (together.getFirst().id().equals("1")) {
                throw new IllegalArgumentException("Port out of range");
              }
              return new Answer.Arrived();
            })
        .run();

    assertThat(only("channel:w-1").state()).isEqualTo(Delivery.State.SENT);
    assertThat(only("channel:bad").lastError().orElseThrow()).contains("Port out of range");
  }

  @Test
  void aDeliveryThatNobodyTakesHasFailed() {
    event("orphan", "gone", 10);

    office.courier().run();

    assertThat(only("channel:gone").state()).isEqualTo(Delivery.State.FAILED);
  }

  @Test
  void aWebhookThatIsRemovedWhileItIsCalledStaysRemoved() {
    event("a", "w-1", 0);

    office
        .courier(
            (target, together) -> {
              office.deliveries.removeAll("channel:w-1");
              return Answer.NotArrived.because("connection reset");
            })
        .run();

    assertThat(office.deliveries.of("channel:w-1")).isEmpty();
  }

  @Test
  void aReceiverThatIsGoneIsSwitchedOffAndItsMakerHearsOfIt() {
    event("a", "w-1", 1);
    event("b", "w-1", 0);
    Courier courier =
        office.courier(
            (target, together) ->
                new Answer.NotArrived("answered with status 410", Optional.empty(), true));

    courier.run();
    office.pass(Duration.ofMinutes(1));
    courier.run();

    assertThat(office.channels.find("w-1").flatMap(Channel::disabled))
        .contains("answered with status 410");
    assertThat(office.deliveries.of("channel:w-1"))
        .extracting(Delivery::state)
        .containsOnly(Delivery.State.FAILED);
    assertThat(office.inbox.of("sam"))
        .extracting(Alert::kind)
        .containsExactly(AlertKind.CHANNEL_DISABLED);
  }

  @Test
  void aReceiverThatTakesNothingForFiveDaysIsSwitchedOff() {
    Courier courier = office.courier((target, together) -> Answer.NotArrived.because("status 500"));
    event("first", "w-1", 0);
    courier.run();
    for (int day = 1; day < 5; day++) {
      office.pass(Duration.ofDays(1));
      event("day " + day, "w-1", 0);
      courier.run();
    }
    office.pass(Duration.ofDays(1).minusMillis(1));
    event("last", "w-1", 0);
    courier.run();
    assertThat(office.channels.find("w-1").flatMap(Channel::disabled)).isEmpty();

    office.pass(Duration.ofMinutes(5));
    courier.run();
    assertThat(office.channels.find("w-1").flatMap(Channel::disabled)).contains("status 500");
  }

  @Test
  void oneSuccessEndsTheRowOfFailures() {
    List<Answer> answers =
        new ArrayList<>(
            List.of(
                Answer.NotArrived.because("status 500"),
                new Answer.Arrived(),
                Answer.NotArrived.because("status 500")));
    Courier courier = office.courier((target, together) -> answers.removeFirst());
    event("a", "w-1", 0);
    courier.run();
    office.pass(Duration.ofDays(4));
    courier.run();
    office.pass(Duration.ofDays(4));
    event("b", "w-1", 0);
    courier.run();

    assertThat(answers).isEmpty();
    assertThat(office.channels.find("w-1").flatMap(Channel::disabled)).isEmpty();
  }

  @Test
  void whatIsHeldByAnotherInstanceIsNotSentAgainUntilThatIsLost() {
    event("a", "w-1", 0);
    office.deliveries.take("channel:w-1", "other", NOW, NOW.plusSeconds(120));
    office.courier().run();
    assertThat(office.arrived).isEmpty();

    office.pass(Duration.ofMinutes(2));
    office.courier().run();
    assertThat(office.arrived).hasSize(1);
  }

  @Test
  void whatIsAddedWhileADestinationIsServedIsNotForgotten() {
    event("a", "w-1", 0);
    office
        .courier(
            (Target target, List<Delivery> together) -> {
              if (together.getFirst().id().equals("a")) {
                event("b", "w-1", -3);
              }
              return office.takes(target, together);
            })
        .run();
    office.pass(Duration.ofSeconds(3));
    office.courier().run();

    assertThat(office.arrived).hasSize(2);
  }

  @Test
  void whatWasMissedDuringAStopComesInOneDigest() {
    office.channels.remove("w-1");
    office.pass(Duration.ofHours(3));
    Announcer announcer = office.announcer();
    Courier courier = office.courier();
    for (int i = 0; i < 20; i++) {
      String goal = "g-" + i;
      announcer.announce(Examples.event("late-" + i, 1, example -> example.goalId = goal));
      courier.run();
      office.pass(Duration.ofSeconds(3));
    }
    assertThat(office.arrived).as("while more of it comes").isEmpty();

    office.pass(Duration.ofSeconds(20));
    courier.run();

    assertThat(office.arrived).hasSize(1);
    assertThat(office.arrived.getFirst()).hasSize(20);
  }

  @Test
  void theDigestAfterAStopDoesNotWaitForEver() {
    office.channels.remove("w-1");
    office.pass(Duration.ofHours(3));
    for (int i = 0; i < 40; i++) {
      String goal = "g-" + i;
      office.announcer().announce(Examples.event("late-" + i, 1, it -> it.goalId = goal));
      office.courier().run();
      office.pass(Duration.ofSeconds(20));
    }

    assertThat(office.arrived).as("13 minutes after the first").hasSize(1);
  }

  @Test
  void aReceiverThatAsksForPeaceGetsItAlsoWhenMoreIsAddedMeanwhile() {
    List<String> calls = new ArrayList<>();
    event("a", "w-1", 0);
    office
        .courier(
            (target, together) -> {
              calls.add(together.getFirst().id());
              event("next-" + calls.size(), "w-1", 0);
              return new Answer.NotArrived("status 429", Optional.of(Duration.ofMinutes(7)), false);
            })
        .run();

    assertThat(calls).containsExactly("a");
  }

  @Test
  void aLateOneThatWasTriedIsNotHeldBackBehindItsCorrection() {
    office.pass(Duration.ofHours(3));
    List<Answer> answers = new ArrayList<>(List.of(Answer.NotArrived.because("away")));
    List<String> heard = new ArrayList<>();
    Courier courier =
        office.courier(
            (target, together) -> {
              if (target instanceof Target.ToMailbox && answers.isEmpty()) {
                heard.addAll(together.stream().map(Office::said).toList());
              }
              boolean fails = target instanceof Target.ToMailbox && !answers.isEmpty();
              return fails ? answers.removeFirst() : new Answer.Arrived();
            });
    office.announcer().announce(Examples.crossing(1, true, c -> {}));
    office.pass(Duration.ofSeconds(16));
    courier.run();
    office.announcer().announce(Examples.crossing(2, false, c -> c.at = office.clock.instant()));
    office.announcer().announce(Examples.event("other", 1, c -> c.goalId = "g-2"));
    office.pass(Duration.ofSeconds(6));
    courier.run();

    assertThat(heard)
        .containsExactly(
            "50% of “Revenue Ana” reached", "Correction: “Revenue Ana” is below 50% again");
  }

  @Test
  void whatIsForAChannelThatCannotBeOpenedWaits() {
    office.channels.disable("w-1", Optional.of(Channel.SEALED));
    event("a", "w-1", 0);
    office.courier().run();
    office.pass(Duration.ofMinutes(1));
    office.courier().run();
    assertThat(only("channel:w-1").state()).isEqualTo(Delivery.State.PENDING);

    office.channels.disable("w-1", Optional.empty());
    office.pass(Duration.ofMinutes(1));
    office.courier().run();
    assertThat(only("channel:w-1").state()).isEqualTo(Delivery.State.SENT);
  }

  @Test
  void whatIsSentAgainIsTriedFromTheBeginning() {
    Delivery failed = Examples.words("a", "mail:ana", NOW).begun().failed("away");
    office.deliveries.add(failed);
    office.pass(Duration.ofDays(10));
    office.deliveries.again(failed, office.clock.instant());

    office.courier((target, together) -> Answer.NotArrived.because("away")).run();

    assertThat(only("mail:ana").state()).isEqualTo(Delivery.State.PENDING);
  }

  @Test
  void aCorrectionNeverOvertakesWhatItCorrects() {
    List<Answer> answers =
        new ArrayList<>(List.of(Answer.NotArrived.because("away"), new Answer.Arrived()));
    List<String> heard = new ArrayList<>();
    Courier courier =
        office.courier(
            (target, together) -> {
              if (target instanceof Target.ToMailbox) {
                heard.addAll(together.stream().map(Office::said).toList());
                return answers.removeFirst();
              }
              return new Answer.Arrived();
            });
    office.announcer().announce(Examples.crossing(1, true, c -> {}));
    office.pass(Duration.ofSeconds(2));
    courier.run();
    office.announcer().announce(Examples.crossing(2, false, c -> c.at = office.clock.instant()));
    office.pass(Duration.ofMinutes(5));
    courier.run();

    assertThat(heard)
        .containsExactly(
            "50% of “Revenue Ana” reached",
            "50% of “Revenue Ana” reached", "Correction: “Revenue Ana” is below 50% again");
  }
}
