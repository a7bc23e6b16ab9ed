package io.goalstream.notification.application;

class FakeWebhooksContractTest extends WebhooksContract {
  @Override
  protected Webhooks webhooks() {
    return new FakeWebhooks();
  }
}
