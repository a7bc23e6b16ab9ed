package io.goalstream.ingest.application;

class FakeImportDocumentsContractTest extends ImportDocumentsContract {
  @Override
  protected ImportDocuments documents() {
    return new FakeImportDocuments();
  }
}
