package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.Cause;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Watermarks;
import io.goalstream.attainment.domain.Partial;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.internal.v2.DistinctIds;
import io.goalstream.attainment.internal.v2.GoalDefined;
import io.goalstream.attainment.internal.v2.JudgeInput;
import io.goalstream.attainment.internal.v2.Watermark;
import io.goalstream.attainment.records.WorldReader;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.UnreadableRecordException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a judge has been told: each goal's definition, what every credit partition last said of it,
 * and how far each partition is. What was judged is not here; that is on the progress topic.
 */
final class JudgeStore extends TopicFold {
  private final AvroCodec<JudgeInput> codec;
  private final GoalPool pool;
  private final Map<String, Told> goals = new HashMap<>();
  private Watermarks watermarks = Watermarks.UNKNOWN;

  /** What was told of one goal. */
  private static final class Told {
    long definitionSequence;
    @Nullable Goal goal;
    final Map<Integer, Partial> said = new TreeMap<>();
    @Nullable SharedIds ids;

    /** Parts of the ids that came before the number which they belong to. */
    Map<Integer, Map<Integer, List<String>>> idsToCome = Map.of();

    boolean isEmpty() {
      return goal == null && said.isEmpty() && idsToCome.isEmpty();
    }
  }

  JudgeStore(String name, AvroCodec<JudgeInput> codec, GoalPool pool) {
    super(name);
    this.codec = codec;
    this.pool = pool;
  }

  /** What cannot be read was moved aside when it came, and says nothing. */
  @Override
  void restore(byte[] key, byte @Nullable [] value) {
    try {
      take(key, value);
    } catch (UnreadableRecordException e) {
      // Nothing to take in.
    }
  }

  @Override
  void clear() {
    goals.clear();
    watermarks = Watermarks.UNKNOWN;
  }

  /** What a record was about. */
  sealed interface Matter {
    /** A goal was defined, changed or forgotten. */
    record OfDefinition(String goalId) implements Matter {}

    /** A partition's number of a goal, and what changed it. */
    record OfPartial(String goalId, Cause cause) implements Matter {}

    /** Something that means nothing before the number comes that it belongs to. */
    record OfIds() implements Matter {}

    /** A partition is further than before. */
    record OfWatermark() implements Matter {}
  }

  /** Takes in a record and says what it was about. */
  Matter take(byte[] keyBytes, byte @Nullable [] value) throws UnreadableRecordException {
    JudgeKey key = JudgeKey.parsed(keyBytes);
    Optional<JudgeInput> input =
        value == null ? Optional.empty() : Optional.of(codec.decode(value));
    return switch (key) {
      case JudgeKey.OfGoal(String goalId) -> {
        define(told(goalId), input);
        yield drop(goalId, new Matter.OfDefinition(goalId));
      }
      case JudgeKey.OfPartial(int partition, String goalId) -> {
        yield drop(goalId, new Matter.OfPartial(goalId, hear(told(goalId), partition, input)));
      }
      case JudgeKey.OfIds(int partition, int part, String goalId) -> {
        Told told = told(goalId);
        if (told.idsToCome.isEmpty()) {
          told.idsToCome = new HashMap<>();
        }
        told.idsToCome
            .computeIfAbsent(partition, number -> new HashMap<>())
            .put(part, idsOf(input));
        yield new Matter.OfIds();
      }
      case JudgeKey.OfWatermark(int partition, int _) -> {
        input.ifPresent(
            said -> {
              if (said.getContent() instanceof Watermark mark) {
                watermarks = watermarks.raised(partition, said.getPartitions(), mark.getSequence());
              }
            });
        yield new Matter.OfWatermark();
      }
    };
  }

  private Told told(String goalId) {
    return goals.computeIfAbsent(goalId, id -> new Told());
  }

  private Matter drop(String goalId, Matter matter) {
    if (told(goalId).isEmpty()) {
      goals.remove(goalId);
    }
    return matter;
  }

  private void define(Told told, Optional<JudgeInput> input) {
    if (input.isPresent() && input.get().getContent() instanceof GoalDefined defined) {
      told.definitionSequence = defined.getSequence();
      told.goal = pool.shared(WorldReader.goal(defined.getDefinition()));
    } else {
      told.definitionSequence = 0;
      told.goal = null;
    }
  }

  private static Cause hear(Told told, int partition, Optional<JudgeInput> input) {
    Map<Integer, List<String>> parts =
        told.idsToCome.isEmpty()
            ? Map.of()
            : Optional.ofNullable(told.idsToCome.remove(partition)).orElse(Map.of());
    if (input.isPresent()
        && input.get().getContent() instanceof io.goalstream.attainment.internal.v2.Partial said) {
      told.said.put(partition, PartialFormat.lean(said));
      if (said.getIdParts() > 0) {
        parts.forEach((part, some) -> ids(told).replacePart(partition, part, some));
      } else if (told.ids != null || !said.getWhole().getIds().isEmpty()) {
        ids(told).replaceAll(partition, said.getWhole().getIds());
      }
      return JudgeFormat.cause(said.getCause());
    }
    told.said.remove(partition);
    if (told.ids != null) {
      told.ids.replaceAll(partition, List.of());
    }
    return Cause.TIME;
  }

  private static SharedIds ids(Told told) {
    SharedIds ids = told.ids == null ? new SharedIds() : told.ids;
    told.ids = ids;
    return ids;
  }

  private static List<String> idsOf(Optional<JudgeInput> input) {
    return input.isPresent() && input.get().getContent() instanceof DistinctIds some
        ? some.getIds()
        : List.of();
  }

  /** How far each credit partition is. */
  Watermarks watermarks() {
    return watermarks;
  }

  /** The goal as it is defined, if it is. */
  Optional<Goal> goal(String goalId) {
    Told told = goals.get(goalId);
    return told == null ? Optional.empty() : Optional.ofNullable(told.goal);
  }

  /** Visits every goal that is defined. */
  void forEachGoal(Consumer<Goal> visitor) {
    goals.values().forEach(told -> Optional.ofNullable(told.goal).ifPresent(visitor));
  }

  /** All that was told of a goal, beside what was published of it. */
  Case known(String goalId, Optional<Progress> published) {
    Told told = goals.get(goalId);
    if (told == null) {
      return Case.NEW;
    }
    Map<Integer, Partial> partials = new HashMap<>();
    // The ids of all partitions stand with one of them, because each counts once for the goal, and
    // large sets are not put together at each judgement.
    Set<String> ids = told.ids == null ? Set.of() : told.ids.all();
    for (Map.Entry<Integer, Partial> entry : told.said.entrySet()) {
      partials.put(entry.getKey(), entry.getValue().withIds(ids));
      ids = Set.of();
    }
    return new Case(
        told.definitionSequence,
        Optional.ofNullable(told.goal),
        Collections.unmodifiableMap(partials),
        published);
  }
}
