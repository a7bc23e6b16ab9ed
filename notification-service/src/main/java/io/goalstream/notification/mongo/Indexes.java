package io.goalstream.notification.mongo;

/** Makes indexes at the first need, since the database may be away at the start. */
final class Indexes {
  private final Runnable create;
  private volatile boolean created;

  Indexes(Runnable create) {
    this.create = create;
  }

  void ensure() {
    if (!created) {
      create.run();
      created = true;
    }
  }
}
