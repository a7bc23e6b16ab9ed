package io.goalstream.notification.application;

class FakeSettingsContractTest extends SettingsContract {
  @Override
  protected Channels channels() {
    return new FakeChannels();
  }

  @Override
  protected Rules rules() {
    return new FakeRules();
  }

  @Override
  protected Wishes wishes() {
    return new FakeWishes();
  }
}
