package io.goalstream.notification.kafka;

import io.goalstream.notification.application.People;
import io.goalstream.notification.domain.Event;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the organization from its topic. */
public final class OrganizationFollower implements People, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OrganizationFollower.class);

  private final Organization organization = new Organization();
  private final AvroCodec<OrganizationRecord> codec;
  private final TopicFollower follower;

  /**
   * @param consumerSettings where the broker is and how to log in
   */
  public OrganizationFollower(Map<String, Object> consumerSettings, TopicCodecs codecs) {
    this.codec = codecs.of(TopicCatalogue.ORGANIZATION, OrganizationRecord.class);
    this.follower =
        new TopicFollower(
            "organization",
            consumerSettings,
            List.of(TopicCatalogue.ORGANIZATION.name()),
            this::take);
  }

  /** Starts to follow. */
  public OrganizationFollower start() {
    follower.start();
    return this;
  }

  /** True while everything that stands on the topic is known. */
  public boolean isCurrent() {
    return follower.isCurrent();
  }

  @Override
  public Optional<Member> member(String repId) {
    Optional<Member> member = organization.member(repId);
    if (member.isEmpty()) {
      ready();
    }
    return member;
  }

  @Override
  public String name(Event.Owner owner) {
    return organization.name(owner);
  }

  @Override
  public boolean exists(Event.Owner owner) {
    boolean known = organization.exists(owner);
    if (!known) {
      ready();
    }
    return known;
  }

  @Override
  public boolean leads(String personId, String unitId, LocalDate date) {
    return ready().leads(personId, unitId, date);
  }

  @Override
  public Set<String> managersOf(String unitId, LocalDate date) {
    return ready().managersOf(unitId, date);
  }

  @Override
  public Set<String> managersAbove(Event.Owner owner, LocalDate date, int levels) {
    return ready().managersAbove(owner, date, levels);
  }

  @Override
  public boolean isWithin(Event.Owner owner, String unitId, LocalDate date) {
    return ready().isWithin(owner, unitId, date);
  }

  private Organization ready() {
    if (!follower.isCurrent()) {
      throw new NotReadyException();
    }
    return organization;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    String id = key.substring(key.indexOf('/') + 1);
    if (record.value() == null) {
      if (key.startsWith("rep/")) {
        organization.removeRep(id);
      } else {
        organization.removeUnit(id);
      }
      return;
    }
    try {
      switch (codec.decode(record.value()).getEntity()) {
        case Unit unit -> organization.put(unit);
        case Rep rep -> organization.put(rep);
        default -> LOG.warn("Record {} of the organization is neither unit nor rep", key);
      }
    } catch (UnreadableRecordException e) {
      LOG.warn("Record {} of the organization is unreadable: {}", key, e.getMessage());
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
