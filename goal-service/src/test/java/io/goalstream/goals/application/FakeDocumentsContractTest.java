package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;

class FakeDocumentsContractTest extends DocumentsContract {
  @Override
  protected Documents<Goal> documents() {
    return new FakeDocuments<>();
  }
}
