package io.goalstream.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Examples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MeteredCarrierTest {
  private static final Instant NOW = Instant.parse("2026-05-06T12:00:00Z");
  private static final Carrier.Target TARGET =
      new Carrier.Target.ToMailbox("ana", "ana@example.com", "en");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void whatArrivesIsCountedByHowLateItWas() {
    Carrier.Answer answer = carry(Carrier.Answer.Arrived::new, 3, 40);

    assertThat(answer).isEqualTo(new Carrier.Answer.Arrived());
    assertThat(meters.get("goalstream.deliveries.arrived").timer().count()).isEqualTo(2);
    assertThat(meters.get("goalstream.deliveries.arrived").timer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(43);
    assertThat(refused()).isZero();
  }

  @Test
  void whatIsNotTakenIsCountedAsRefused() {
    Carrier.Answer no = Carrier.Answer.NotArrived.because("a test");

    assertThat(carry(() -> no, 3, 40)).isEqualTo(no);
    assertThat(refused()).isEqualTo(2);
  }

  @Test
  void aFailureIsPassedOnAndCountedAsRefused() {
    assertThatThrownBy(
            () ->
                carry(
                    () -> {
                      throw new IllegalStateException("a test");
                    },
                    3,
                    40))
        .isInstanceOf(IllegalStateException.class);
    assertThat(refused()).isEqualTo(2);
    assertThat(meters.get("goalstream.deliveries.arrived").timer().count()).isZero();
  }

  private double refused() {
    return meters.get("goalstream.deliveries.refused").tag("channel", "MAIL").counter().count();
  }

  private Carrier.Answer carry(Supplier<Carrier.Answer> answer, long... late) {
    Carrier carrier =
        new Carrier() {
          @Override
          public Destination.Limit limit() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int together(Target target, List<Delivery> due) {
            throw new UnsupportedOperationException();
          }

          @Override
          public Answer carry(Target target, List<Delivery> deliveries, Instant now) {
            return answer.get();
          }
        };
    List<Delivery> deliveries =
        Arrays.stream(late)
            .mapToObj(seconds -> Examples.words("d-" + seconds, "ana", NOW.minusSeconds(seconds)))
            .toList();
    return new MeteredCarrier(carrier, "MAIL", meters, Clock.fixed(NOW, ZoneOffset.UTC))
        .carry(TARGET, deliveries, NOW);
  }
}
