package io.goalstream.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.Answers.Kept;
import io.goalstream.ingest.domain.Examples;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every keeper of answers does. */
public abstract class AnswersContract {
  private static final Instant LATER = Examples.NOW.plusMillis(1);

  protected abstract Answers answers();

  @Test
  void whoComesSecondIsToldWhatTheFirstWasAnswered() {
    Answers answers = answers();

    assertThat(answers.begin("a", "f", Examples.NOW)).isEmpty();
    assertThat(answers.begin("a", "g", LATER))
        .contains(new Kept("f", Examples.NOW, Optional.empty()));
    answers.finish("a", "{\"a.b\": 1}");
    assertThat(answers.begin("a", "f", LATER))
        .contains(new Kept("f", Examples.NOW, Optional.of("{\"a.b\": 1}")));
  }

  @Test
  void whatIsForgottenCanBeBegunAgain() {
    Answers answers = answers();
    answers.begin("a", "f", Examples.NOW);
    answers.begin("b", "f", LATER);

    answers.forget("b");
    assertThat(answers.begin("b", "f", LATER)).isEmpty();
    answers.forgetBefore(LATER);
    assertThat(answers.begin("a", "f", LATER)).isEmpty();
    assertThat(answers.begin("b", "f", LATER)).isPresent();
  }
}
