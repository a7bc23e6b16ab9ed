package io.goalstream.goals.application;

class FakeDocumentsContractTest extends DocumentsContract {
  @Override
  protected GoalDocuments documents() {
    return new FakeGoalDocuments();
  }
}
