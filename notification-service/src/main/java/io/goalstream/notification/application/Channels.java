package io.goalstream.notification.application;

import io.goalstream.notification.domain.Channel;
import java.util.List;
import java.util.Optional;

/** Keeps chat channels and webhooks. */
public interface Channels {
  void save(Channel channel);

  /** All, by id. */
  List<Channel> all();

  Optional<Channel> find(String id);

  /** Forgets a channel; false if there is none. */
  boolean remove(String id);
}
