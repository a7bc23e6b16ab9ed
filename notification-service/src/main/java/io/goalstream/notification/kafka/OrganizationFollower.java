package io.goalstream.notification.kafka;

import io.goalstream.notification.application.People;
import io.goalstream.sales.v1.Management;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Placement;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the organization from its topic. */
public final class OrganizationFollower implements People, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OrganizationFollower.class);

  private final Map<String, Unit> units = new ConcurrentHashMap<>();
  private final Map<String, Rep> reps = new ConcurrentHashMap<>();
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
  public boolean exists(String repId) {
    if (reps.containsKey(repId)) {
      return true;
    }
    if (!follower.isCurrent()) {
      throw new NotReadyException();
    }
    return false;
  }

  @Override
  public Set<String> managersOf(String unitId, LocalDate date) {
    if (!follower.isCurrent()) {
      throw new NotReadyException();
    }
    Set<String> seen = new HashSet<>();
    Optional<Unit> unit = Optional.ofNullable(units.get(unitId));
    while (unit.isPresent() && seen.add(unit.get().getId())) {
      Set<String> managers = managers(unit.get(), date);
      if (!managers.isEmpty()) {
        return managers;
      }
      unit = parent(unit.get(), date);
    }
    return Set.of();
  }

  private static Set<String> managers(Unit unit, LocalDate date) {
    Set<String> managers = new HashSet<>();
    for (Management management : unit.getManagers()) {
      if (holds(management.getSince(), management.getUntil(), date)) {
        managers.add(management.getRepId());
      }
    }
    return managers;
  }

  private Optional<Unit> parent(Unit unit, LocalDate date) {
    return unit.getPlacements().stream()
        .filter(placement -> holds(placement.getSince(), placement.getUntil(), date))
        .map(Placement::getParentId)
        .findFirst()
        .map(units::get);
  }

  private static boolean holds(LocalDate since, @Nullable LocalDate until, LocalDate date) {
    return !date.isBefore(since) && (until == null || date.isBefore(until));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    String id = key.substring(key.indexOf('/') + 1);
    if (record.value() == null) {
      (key.startsWith("rep/") ? reps : units).remove(id);
      return;
    }
    try {
      switch (codec.decode(record.value()).getEntity()) {
        case Unit unit -> units.put(unit.getId(), unit);
        case Rep rep -> reps.put(rep.getId(), rep);
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
