package io.goalstream.goals.application;

class FakeAnswersContractTest extends AnswersContract {
  @Override
  protected Answers answers() {
    return new FakeAnswers();
  }
}
