package io.goalstream.goals.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompanyFactsTest {
  private static final Terms TERMS = Examples.draft(r -> {}).terms();

  private final AtomicInteger questions = new AtomicInteger();
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile boolean away;
  private volatile Instant now = Examples.NOW;
  private final InstantSource source = () -> now;
  private final CompanyFacts facts = new CompanyFacts(new Slow(), source.withZone(ZoneOffset.UTC));

  @Test
  void whoAskAtTheSameTimeGetOneAnswer() throws Exception {
    List<FutureTask<Long>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      FutureTask<Long> one = new FutureTask<>(() -> facts.of(TERMS));
      all.add(one);
      Thread.ofVirtual().start(one);
    }
    answered.countDown();

    for (FutureTask<Long> one : all) {
      assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(questions).hasValue(1);
  }

  @Test
  void anAnswerStandsForAMinute() {
    answered.countDown();
    assertThat(facts.of(TERMS)).isEqualTo(1);

    now = Examples.NOW.plus(Duration.ofSeconds(59));
    assertThat(facts.of(TERMS)).isEqualTo(1);
    now = Examples.NOW.plus(Duration.ofSeconds(60));
    assertThat(facts.of(TERMS)).isEqualTo(2);
  }

  @Test
  void whoLeavesDoesNotStopTheCount() throws Exception {
    FutureTask<Long> impatient = new FutureTask<>(() -> facts.of(TERMS));
    Thread thread = Thread.ofVirtual().start(impatient);
    while (questions.get() == 0) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    assertThatThrownBy(() -> impatient.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(PartAwayException.class);

    now = Examples.NOW.plus(Duration.ofMinutes(5));
    answered.countDown();
    assertThat(facts.of(TERMS)).as("the first count, however long it took").isEqualTo(1);
  }

  @Test
  void aFailureIsNotKept() {
    answered.countDown();
    away = true;
    assertThatThrownBy(() -> facts.of(TERMS)).isInstanceOf(PartAwayException.class);

    away = false;
    assertThat(facts.of(TERMS)).isEqualTo(2);
  }

  /** Answers when the test lets it. */
  private final class Slow implements Previews {
    @Override
    public Preview of(Goal goal, Terms terms) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Stand of(Terms terms) {
      int question = questions.incrementAndGet();
      try {
        answered.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (away) {
        throw new PartAwayException("away", new IllegalStateException());
      }
      return new Stand(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "NOT_STARTED",
          "RUNNING",
          question,
          0);
    }
  }
}
