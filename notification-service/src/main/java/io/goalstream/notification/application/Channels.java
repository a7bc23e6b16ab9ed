package io.goalstream.notification.application;

import io.goalstream.notification.domain.Channel;
import java.util.List;
import java.util.Optional;

/** Keeps chat channels and webhooks. */
public interface Channels {
  void save(Channel channel);

  /** Switches a channel off for a reason, or on; nothing if it was removed meanwhile. */
  void disable(String id, Optional<String> reason);

  /** Replaces what a channel's messages are signed with; nothing if it was removed meanwhile. */
  void renew(String id, List<Channel.Secret> secrets);

  /** All, by id. One whose secrets cannot be opened says so. */
  List<Channel> all();

  Optional<Channel> find(String id);

  /** Forgets a channel; false if there is none. */
  boolean remove(String id);
}
