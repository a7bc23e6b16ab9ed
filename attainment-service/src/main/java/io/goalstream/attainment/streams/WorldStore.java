package io.goalstream.attainment.streams;

import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.records.WorldReader.SequencedChange;
import io.goalstream.schemas.serde.AvroCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** This partition's copy of the world: the latest change of every goal, unit, rep and rate. */
final class WorldStore extends TopicFold {
  /** Key of the record that says that all of the world was distributed; nothing else has it. */
  static final byte[] WHOLE = "whole".getBytes(StandardCharsets.UTF_8);

  private final AvroCodec<WorldChange> codec;
  private final GoalPool goals;
  private boolean whole;
  private final Map<String, SequencedChange> changes = new HashMap<>();

  WorldStore(String name, AvroCodec<WorldChange> codec, GoalPool goals) {
    super(name);
    this.goals = goals;
    this.codec = codec;
  }

  /** What cannot be read was moved aside when it came, and is no change. */
  @Override
  void restore(byte[] key, byte @Nullable [] value) {
    if (Arrays.equals(key, WHOLE)) {
      sayWhole();
    } else if (value != null && goals.read(codec, key, value) instanceof Reading.Read(var change)) {
      put(key, change);
    }
  }

  void put(byte[] key, SequencedChange change) {
    changes.put(new String(key, StandardCharsets.UTF_8), change);
  }

  void sayWhole() {
    whole = true;
  }

  /**
   * False until everything was distributed that stood on the topics when the engine first began.
   */
  boolean isWhole() {
    return whole;
  }

  /** In no particular order. */
  Collection<SequencedChange> all() {
    return changes.values();
  }

  @Override
  void clear() {
    changes.clear();
    whole = false;
  }
}
