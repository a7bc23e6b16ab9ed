package io.goalstream.goals.application;

import io.goalstream.goals.domain.Terms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * How many facts of the whole company a metric counts. To know it, attainment-service has to go
 * through all of them, and whoever creates a hundred goals asks a hundred times: those who ask the
 * same at about the same time get one answer.
 */
final class CompanyFacts {
  private static final Duration STANDS = Duration.ofMinutes(1);

  private final Previews previews;
  private final Clock clock;
  private final Map<Question, FutureTask<Answer>> answers = new ConcurrentHashMap<>();

  CompanyFacts(Previews previews, Clock clock) {
    this.previews = previews;
    this.clock = clock;
  }

  private record Question(
      String company,
      String metricId,
      Optional<String> currency,
      LocalDate start,
      LocalDate end,
      String zone) {
    static Question of(Terms terms) {
      return new Question(
          terms.owner().id(),
          terms.metric().id(),
          terms.aim().currency(),
          terms.period().start(),
          terms.period().end(),
          terms.period().zone());
    }
  }

  private record Answer(long facts, Instant at) {}

  /** What is still counted is waited for, however long it takes; a failure is not kept. */
  private static boolean stands(Future<Answer> answer, Instant now) {
    return switch (answer.state()) {
      case RUNNING -> true;
      case SUCCESS -> now.isBefore(answer.resultNow().at().plus(STANDS));
      case FAILED, CANCELLED -> false;
    };
  }

  /**
   * The number of facts, at most a minute old. Who is interrupted leaves without it; the count goes
   * on for the others.
   *
   * @param ofCompany terms of the company without a filter
   * @throws PartAwayException if nobody answers
   * @throws UncountableException if the answer is that they cannot be counted
   */
  long of(Terms ofCompany) {
    Instant now = clock.instant();
    answers.values().removeIf(one -> !stands(one, now));
    FutureTask<Answer> own =
        new FutureTask<>(
            () -> {
              long facts = previews.of(ofCompany).facts();
              return new Answer(facts, clock.instant());
            });
    FutureTask<Answer> first = answers.putIfAbsent(Question.of(ofCompany), own);
    if (first == null) {
      Thread.ofVirtual().name("count-company").start(own);
    }
    try {
      return (first == null ? own : first).get().facts();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("attainment-service has not answered in time", e);
    }
  }
}
