package io.goalstream.notification.domain;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DestinationTest {
  /** Three at once, then one every two seconds. */
  private static final Destination.Limit LIMIT = new Destination.Limit(3, Duration.ofSeconds(2));

  private static Instant after(double seconds) {
    return NOW.plusMillis((long) (seconds * 1000));
  }

  private static Destination emptied() {
    return Destination.fresh("channel:c-1", NOW).filled(LIMIT, NOW).took().took().took();
  }

  @Test
  void aFreshOneTakesAsManyAsAreAllowedAtOnce() {
    Destination fresh = Destination.fresh("channel:c-1", NOW).filled(LIMIT, NOW);

    assertThat(fresh.tokens()).isEqualTo(3);
    assertThat(fresh.took().took().mayTake()).isTrue();
    assertThat(emptied().mayTake()).isFalse();
    assertThat(emptied().mayTakeAt(LIMIT)).isEqualTo(after(2));
  }

  @Test
  void itFillsWithTimeAndNotBeyondTheBurst() {
    Destination half = emptied().filled(LIMIT, after(1));

    assertThat(half.mayTake()).isFalse();
    assertThat(half.mayTakeAt(LIMIT)).isEqualTo(after(2));
    assertThat(half.filled(LIMIT, half.mayTakeAt(LIMIT)).mayTake()).isTrue();
    assertThat(emptied().filled(LIMIT, after(3600)).tokens()).isEqualTo(3);
  }

  @Test
  void aClockThatGoesBackTakesNothingAway() {
    Destination full = Destination.fresh("channel:c-1", NOW).filled(LIMIT, NOW);

    assertThat(full.filled(LIMIT, NOW.minusSeconds(3600)).tokens()).isEqualTo(3);
  }

  @Test
  void aRowOfRefusalsKeepsItsBeginningUntilAMessageIsTaken() {
    Destination once = emptied().refused(NOW, Duration.ofSeconds(5));
    Destination twice = once.refused(after(60), Duration.ofMinutes(5));

    assertThat(once.blockedUntil()).isEqualTo(after(5));
    assertThat(twice.blockedUntil()).isEqualTo(after(360));
    assertThat(twice.failures()).isEqualTo(2);
    assertThat(twice.failingSince()).contains(NOW);
    assertThat(twice.took().failures()).isZero();
    assertThat(twice.took().failingSince()).isEmpty();
  }

  /** It was away for some days, then nobody had anything to say for a while. */
  @Test
  void anOldFailureIsNotHeldAgainstIt() {
    Destination away = emptied().refused(NOW, Duration.ofHours(1));

    Destination soon = away.refused(after(49 * 3600 - 1), Duration.ofHours(1));
    assertThat(soon.failures()).isEqualTo(2);
    assertThat(soon.failingSince()).contains(NOW);

    Destination later = away.refused(after(49 * 3600 + 1), Duration.ofHours(1));
    assertThat(later.failures()).isEqualTo(1);
    assertThat(later.failingSince()).contains(after(49 * 3600 + 1));
  }

  @Test
  void itsIdSaysWhoseItIs() {
    Destination mail = Destination.fresh(Destination.mail("channel:x"), NOW);
    Destination channel = Destination.fresh(Destination.channel("c-1"), NOW);

    assertThat(mail.person()).contains("channel:x");
    assertThat(mail.channel()).isEmpty();
    assertThat(channel.channel()).contains("c-1");
    assertThat(channel.person()).isEmpty();
  }
}
