package io.goalstream.notification.application;

import io.goalstream.notification.domain.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Channels in memory. */
public final class FakeChannels implements Channels {
  private final Map<String, Channel> channels = new TreeMap<>();

  @Override
  public synchronized void save(Channel channel) {
    channels.put(channel.id(), channel);
  }

  @Override
  public synchronized List<Channel> all() {
    return List.copyOf(channels.values());
  }

  @Override
  public synchronized Optional<Channel> find(String id) {
    return Optional.ofNullable(channels.get(id));
  }

  @Override
  public synchronized boolean remove(String id) {
    return channels.remove(id) != null;
  }
}
