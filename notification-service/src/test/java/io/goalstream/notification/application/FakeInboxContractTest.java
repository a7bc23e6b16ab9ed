package io.goalstream.notification.application;

class FakeInboxContractTest extends InboxContract {
  @Override
  protected Inbox inbox() {
    return new FakeInbox();
  }
}
