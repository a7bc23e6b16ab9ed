package io.goalstream.attainment.streams;

import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.records.WorldReader;
import io.goalstream.attainment.records.WorldReader.SequencedChange;
import io.goalstream.schemas.serde.AvroCodec;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** This partition's copy of the world: the latest change of every goal, unit, rep and rate. */
final class WorldStore extends TopicFold {
  private final AvroCodec<WorldChange> codec;
  private final GoalPool goals;
  private final Map<String, SequencedChange> changes = new HashMap<>();

  WorldStore(String name, AvroCodec<WorldChange> codec, GoalPool goals) {
    super(name);
    this.goals = goals;
    this.codec = codec;
  }

  /** What cannot be read was moved aside when it came, and is no change. */
  @Override
  void restore(byte[] key, byte @Nullable [] value) {
    if (value != null && WorldReader.read(codec, key, value) instanceof Reading.Read(var change)) {
      put(key, new SequencedChange(change.sequence(), goals.shared(change.change())));
    }
  }

  void put(byte[] key, SequencedChange change) {
    changes.put(new String(key, StandardCharsets.UTF_8), change);
  }

  /** In no particular order. */
  Collection<SequencedChange> all() {
    return changes.values();
  }

  @Override
  void clear() {
    changes.clear();
  }
}
