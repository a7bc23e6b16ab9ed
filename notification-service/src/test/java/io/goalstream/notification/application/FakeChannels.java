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
  public synchronized void disable(String id, Optional<String> reason) {
    channels.computeIfPresent(id, (any, it) -> reason.map(it::disabledFor).orElseGet(it::enabled));
  }

  @Override
  public synchronized void renew(String id, List<Channel.Secret> secrets) {
    channels.computeIfPresent(id, (any, it) -> it.withSecrets(secrets));
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
