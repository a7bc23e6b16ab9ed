package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static io.goalstream.notification.domain.Examples.delivery;
import static io.goalstream.notification.domain.Examples.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Delivery.Reason;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of deliveries keeps to; run on the fake and on the real one. */
public abstract class DeliveriesContract {
  private static final String MAIL = "mail:ana";

  /** An empty store. */
  protected abstract Deliveries deliveries();

  private static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::id).toList();
  }

  @Test
  void whatIsKeptIsFoundAgainWithEverythingItHas() {
    Deliveries deliveries = deliveries();
    Delivery event = delivery("d-1", "w-1", NOW).suppressed(Reason.SUPERSEDED, Optional.of("x"));
    Delivery mail = words("d-2", MAIL, NOW);
    deliveries.add(event);
    deliveries.add(mail);

    assertThat(deliveries.find("d-1")).contains(event);
    assertThat(deliveries.find("d-2")).contains(mail);
    assertThat(deliveries.find("d-3")).isEmpty();
  }

  @Test
  void aDeliveryThatIsKeptStaysAsItIsUntilItIsReplaced() {
    Deliveries deliveries = deliveries();
    Delivery delivery = words("d-1", MAIL, NOW);
    deliveries.add(delivery);
    deliveries.update(delivery.failed("status 500"));
    deliveries.add(delivery);
    deliveries.update(words("never kept", MAIL, NOW));

    assertThat(deliveries.find("d-1")).contains(delivery.failed("status 500"));
    assertThat(deliveries.find("never kept")).isEmpty();
  }

  @Test
  void whatIsPendingIsDueAtItsTimeTheLongestDueFirst() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("now", MAIL, NOW));
    deliveries.add(words("before", MAIL, NOW.minusMillis(1)));
    deliveries.add(words("later", MAIL, NOW.plusMillis(1)));
    deliveries.add(words("sent", MAIL, NOW));
    deliveries.update(words("sent", MAIL, NOW).sent());
    deliveries.add(words("other", "mail:ben", NOW));

    assertThat(ids(deliveries.due(MAIL, NOW, 10))).containsExactly("before", "now");
    assertThat(ids(deliveries.due(MAIL, NOW, 1))).containsExactly("before");
    assertThat(deliveries.nextDue(MAIL)).contains(NOW.minusMillis(1));
    assertThat(deliveries.nextDue("mail:zoe")).isEmpty();
  }

  @Test
  void theListIsFiltered() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("a", MAIL, NOW));
    deliveries.add(words("b", "mail:ben", NOW));
    deliveries.update(words("b", "mail:ben", NOW).sent());

    assertThat(ids(deliveries.list(filter(null, null, null), 10))).containsExactly("b", "a");
    assertThat(ids(deliveries.list(filter(MAIL, null, null), 10))).containsExactly("a");
    assertThat(ids(deliveries.list(filter(null, Delivery.State.SENT, null), 10)))
        .containsExactly("b");
    assertThat(deliveries.list(filter(null, null, NOW), 10)).isEmpty();
    assertThat(deliveries.list(filter(null, null, NOW.plusMillis(1)), 1)).hasSize(1);
  }

  private static Deliveries.Filter filter(
      @Nullable String destination, Delivery.@Nullable State state, @Nullable Instant before) {
    return new Deliveries.Filter(
        Optional.ofNullable(destination), Optional.ofNullable(state), Optional.ofNullable(before));
  }

  @Test
  void onlyWhatIsPendingBeginsAndOnlyWhatNeverBeganIsSuppressed() {
    Deliveries deliveries = deliveries();
    Delivery first = words("d-1", MAIL, NOW);
    deliveries.add(first);

    assertThat(deliveries.begin(first.begun())).isTrue();
    assertThat(deliveries.suppress(first.suppressed(Reason.UNDONE, Optional.empty()))).isFalse();
    deliveries.update(first.begun().sent());
    assertThat(deliveries.begin(first.begun())).isFalse();

    Delivery second = words("d-2", MAIL, NOW);
    deliveries.add(second);
    assertThat(deliveries.suppress(second.suppressed(Reason.UNDONE, Optional.of("x")))).isTrue();
    assertThat(deliveries.begin(second.begun())).isFalse();
    assertThat(deliveries.nextDue(MAIL)).isEmpty();
  }

  @Test
  void whatWasSupersededByOneAlertIsRevivedForItAlone() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("a", MAIL, NOW).suppressed(Reason.SUPERSEDED, Optional.of("x")));
    deliveries.add(words("b", MAIL, NOW).suppressed(Reason.SUPERSEDED, Optional.of("y")));
    deliveries.add(words("c", MAIL, NOW).suppressed(Reason.UNDONE, Optional.of("x")));

    deliveries.revive(MAIL, "x");

    assertThat(ids(deliveries.due(MAIL, NOW, 10))).containsExactly("a");
    assertThat(deliveries.ready(NOW, 10)).containsExactly(MAIL);
  }

  @Test
  void theLastOfASubjectIsThatOfTheGoalAndOneThatWasHandedOver() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("a", MAIL, NOW).begun().sent());
    deliveries.add(words("b", MAIL, NOW.plusSeconds(5)).begun());
    deliveries.add(words("c", MAIL, NOW.plusSeconds(9)));

    assertThat(deliveries.last(MAIL, "g-1", Subject.LEVELS)).contains(NOW.plusSeconds(5));
    assertThat(deliveries.last(MAIL, "g-1", Subject.PACE)).isEmpty();
    assertThat(deliveries.last(MAIL, "g-2", Subject.LEVELS)).isEmpty();
  }

  @Test
  void whatIsAboutASubjectComesWithTheNewestFirst() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("first", MAIL, NOW, "0.5", 1));
    deliveries.add(words("second", MAIL, NOW, "0.5", 2));
    deliveries.add(words("of another", "mail:ben", NOW, "0.5", 4));

    assertThat(ids(deliveries.about(MAIL, "g-1", Subject.LEVELS)))
        .containsExactly("second", "first");
    assertThat(deliveries.about(MAIL, "g-1", Subject.PACE)).isEmpty();
    assertThat(deliveries.about(MAIL, "g-2", Subject.LEVELS)).isEmpty();
  }

  @Test
  void whatIsSentAgainWasHandedOverBefore() {
    Deliveries deliveries = deliveries();
    Delivery sent = words("a", MAIL, NOW).begun().sent();
    deliveries.add(sent);

    deliveries.again(sent, NOW);

    assertThat(deliveries.due(MAIL, NOW, 10)).hasSize(1);
    assertThat(deliveries.suppress(sent.again(NOW).suppressed(Reason.UNDONE, Optional.empty())))
        .isFalse();
  }

  @Test
  void oneSenderHoldsADestinationUntilItLetsGoOrIsLost() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("a", MAIL, NOW));
    Instant until = NOW.plusSeconds(120);

    Destination held = deliveries.take(MAIL, "one", NOW, until).orElseThrow();
    assertThat(deliveries.take(MAIL, "two", NOW, until)).isEmpty();
    assertThat(deliveries.ready(NOW, 10)).isEmpty();
    assertThat(deliveries.giveBack(held, held, "two")).isEmpty();
    assertThat(deliveries.ready(NOW, 10)).as("nobody else lets go of it").isEmpty();
    assertThat(deliveries.ready(until, 10)).containsExactly(MAIL);

    Destination after = held.refused(NOW, Duration.ofSeconds(5));
    assertThat(deliveries.giveBack(after, held, "one")).isEmpty();
    assertThat(deliveries.ready(NOW.plusMillis(4999), 10)).isEmpty();
    assertThat(deliveries.ready(NOW.plusSeconds(5), 10)).containsExactly(MAIL);
    Destination again = deliveries.take(MAIL, "two", NOW.plusSeconds(5), until).orElseThrow();
    assertThat(again.failures()).isEqualTo(1);
    assertThat(again.failingSince()).contains(NOW);
  }

  @Test
  void aDestinationThatIsForgivenHasNeverFailed() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("a", MAIL, NOW));
    Destination held = deliveries.take(MAIL, "one", NOW, NOW.plusSeconds(120)).orElseThrow();
    deliveries.giveBack(held.refused(NOW, Duration.ofHours(1)), held, "one");

    deliveries.forgive(MAIL);
    deliveries.forgive("mail:nobody");

    assertThat(deliveries.ready(NOW, 10)).containsExactly(MAIL);
    Destination again = deliveries.take(MAIL, "one", NOW, NOW.plusSeconds(120)).orElseThrow();
    assertThat(again.failures()).isZero();
    assertThat(again.failingSince()).isEmpty();
  }

  @Test
  void whatWasAddedMeanwhileKeepsTheDestinationHeld() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("a", MAIL, NOW));
    Destination held = deliveries.take(MAIL, "one", NOW, NOW.plusSeconds(120)).orElseThrow();
    deliveries.add(words("b", MAIL, NOW.plusSeconds(3)));

    Destination newest = deliveries.giveBack(held, held, "one").orElseThrow();

    assertThat(newest.added()).isEqualTo(held.added() + 1);
    assertThat(deliveries.giveBack(newest, newest, "one")).isEmpty();
  }

  @Test
  void lateOnesAreSeenBetweenTwoMoments() {
    Deliveries deliveries = deliveries();
    Delivery late = words("a", MAIL, NOW.plusSeconds(15));
    deliveries.add(
        new Delivery(
            late.id(),
            late.destination(),
            late.alertId(),
            late.goalId(),
            late.subject(),
            late.matter(),
            late.crossing(),
            late.type(),
            late.messageId(),
            late.content(),
            true,
            late.state(),
            0,
            false,
            late.at(),
            late.createdAt(),
            late.dueAt(),
            late.nextAttemptAt(),
            Optional.empty(),
            Optional.empty()));
    deliveries.add(words("b", MAIL, NOW.plusSeconds(30)));

    assertThat(deliveries.catchesUp(MAIL, NOW, NOW.plusSeconds(60))).isTrue();
    assertThat(deliveries.catchesUp(MAIL, NOW.plusSeconds(15), NOW.plusSeconds(60))).isFalse();
    assertThat(deliveries.catchesUp(MAIL, NOW, NOW.plusSeconds(14))).isFalse();
  }

  @Test
  void whatIsRemovedIsGoneWithItsDestination() {
    Deliveries deliveries = deliveries();
    deliveries.add(words("a", MAIL, NOW));

    deliveries.removeAll(MAIL);
    deliveries.update(words("a", MAIL, NOW).sent());

    assertThat(deliveries.find("a")).isEmpty();
    assertThat(deliveries.ready(NOW, 10)).isEmpty();
  }
}
