package io.goalstream.notification.application;

class FakeDeliveriesContractTest extends DeliveriesContract {
  @Override
  protected Deliveries deliveries() {
    return new FakeDeliveries();
  }
}
