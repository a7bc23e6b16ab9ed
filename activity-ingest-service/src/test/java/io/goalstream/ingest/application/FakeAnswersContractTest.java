package io.goalstream.ingest.application;

class FakeAnswersContractTest extends AnswersContract {
  @Override
  protected Answers answers() {
    return new FakeAnswers();
  }
}
