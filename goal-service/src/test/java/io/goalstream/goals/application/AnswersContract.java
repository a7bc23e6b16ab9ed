package io.goalstream.goals.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.application.Answers.Answer;
import io.goalstream.goals.application.Answers.Kept;
import io.goalstream.goals.domain.Examples;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every keeper of answers keeps to; run on the fake and on the real one. */
public abstract class AnswersContract {
  /** An empty one. */
  protected abstract Answers answers();

  @Test
  void anAnswerIsKeptUntilItIsForgotten() {
    Answers answers = answers();
    Answer answer = new Answer(201, Map.of("Location", "/a.b/$c", "ETag", "\"1\""), "{}");

    assertThat(answers.begin("a", "f", Examples.NOW)).isTrue();
    assertThat(answers.begin("a", "g", Examples.NOW)).isFalse();
    assertThat(answers.find("a")).contains(new Kept("f", Examples.NOW, Optional.empty()));
    answers.finish("a", answer);
    assertThat(answers.find("a")).contains(new Kept("f", Examples.NOW, Optional.of(answer)));

    answers.forgetBefore(Examples.NOW);
    assertThat(answers.find("a")).isPresent();
    answers.forgetBefore(Examples.NOW.plus(Duration.ofMillis(1)));
    assertThat(answers.find("a")).isEmpty();
    answers.begin("b", "f", Examples.NOW);
    answers.forget("b");
    assertThat(answers.begin("b", "f", Examples.NOW)).isTrue();
  }
}
