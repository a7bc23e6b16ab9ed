package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Channels;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.secrets.SecretSeal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Channels, with their addresses and secrets sealed. */
public final class MongoChannels implements Channels {
  private static final Logger LOG = LoggerFactory.getLogger(MongoChannels.class);

  private final MongoOperations mongo;
  private final SecretSeal seal;

  public MongoChannels(MongoOperations mongo, SecretSeal seal) {
    this.mongo = mongo;
    this.seal = seal;
  }

  record SecretDocument(String sealed, @Nullable Instant until) {}

  @Document("channels")
  record ChannelDocument(
      @Id String id,
      String kind,
      String name,
      String address,
      List<SecretDocument> secrets,
      String language,
      RhythmDocument rhythm,
      List<String> types,
      @Nullable String createdBy,
      Instant createdAt,
      @Nullable String disabled) {}

  @Override
  public void save(Channel channel) {
    mongo.save(
        new ChannelDocument(
            channel.id(),
            channel.kind().name(),
            channel.name(),
            seal.seal(channel.address(), channel.id()),
            sealed(channel.id(), channel.secrets()),
            channel.language(),
            RhythmDocument.of(channel.rhythm()),
            channel.types().stream().sorted().toList(),
            channel.createdBy().orElse(null),
            channel.createdAt(),
            channel.disabled().orElse(null)));
  }

  private List<SecretDocument> sealed(String id, List<Channel.Secret> secrets) {
    return secrets.stream()
        .map(it -> new SecretDocument(seal.seal(it.value(), id), it.until().orElse(null)))
        .toList();
  }

  @Override
  public void disable(String id, Optional<String> reason) {
    change(id, Update.update("disabled", reason.orElse(null)));
  }

  @Override
  public void renew(String id, List<Channel.Secret> secrets) {
    change(id, Update.update("secrets", sealed(id, secrets)));
  }

  private void change(String id, Update update) {
    mongo.updateFirst(Query.query(Criteria.where("_id").is(id)), update, ChannelDocument.class);
  }

  @Override
  public List<Channel> all() {
    return mongo.find(new Query().with(Sort.by("_id")), ChannelDocument.class).stream()
        .map(this::channel)
        .toList();
  }

  @Override
  public Optional<Channel> find(String id) {
    return Optional.ofNullable(mongo.findById(id, ChannelDocument.class)).map(this::channel);
  }

  @Override
  public boolean remove(String id) {
    return mongo
            .remove(Query.query(Criteria.where("_id").is(id)), ChannelDocument.class)
            .getDeletedCount()
        == 1;
  }

  /** One channel that cannot be opened must not keep the alerts of all others back. */
  private Channel channel(ChannelDocument kept) {
    try {
      return opened(kept);
    } catch (RuntimeException e) {
      LOG.error("Channel {} has to wait: {}", kept.id(), e.getMessage());
      return new Channel(
          kept.id(),
          Channel.Kind.valueOf(kept.kind()),
          kept.name(),
          "https://unknown.invalid/",
          List.of(),
          kept.language(),
          kept.rhythm().rhythm(),
          Set.copyOf(kept.types()),
          Optional.ofNullable(kept.createdBy()),
          kept.createdAt(),
          Optional.of(Channel.SEALED));
    }
  }

  private Channel opened(ChannelDocument kept) {
    return new Channel(
        kept.id(),
        Channel.Kind.valueOf(kept.kind()),
        kept.name(),
        seal.open(kept.address(), kept.id()),
        kept.secrets().stream()
            .map(
                it ->
                    new Channel.Secret(
                        seal.open(it.sealed(), kept.id()), Optional.ofNullable(it.until())))
            .toList(),
        kept.language(),
        kept.rhythm().rhythm(),
        Set.copyOf(kept.types()),
        Optional.ofNullable(kept.createdBy()),
        kept.createdAt(),
        Optional.ofNullable(kept.disabled()));
  }
}
