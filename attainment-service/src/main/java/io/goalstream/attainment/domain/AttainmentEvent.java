package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Life.FinalResult;
import io.goalstream.attainment.domain.Life.PriorPeriodAdjustment;
import io.goalstream.attainment.domain.Progress.CheckpointState;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Something that progress crossed, or that the clock brought. */
public record AttainmentEvent(
    Goal goal,
    Happening happening,
    Snapshot before,
    Snapshot after,
    Cause cause,
    Instant occurredAt) {
  /** Only ever cloned. */
  private static final MessageDigest MD5 = md5();

  /** What kind of thing happened. */
  public enum Kind {
    THRESHOLD_REACHED,
    THRESHOLD_LOST,
    PACE_CHANGED,
    GOAL_ENDING_SOON,
    GOAL_ENDED,
    GOAL_FINAL,
    PRIOR_PERIOD_ADJUSTED,
    NO_ACTIVITY,
    NOT_REACHED_BY
  }

  /** What happened, with what belongs to it. */
  public sealed interface Happening {
    Kind kind();

    /** Tells it from everything else that happens to the goal, but for its number. */
    String key();

    /** How often the like of it has happened, this time included. */
    long number();

    /** A level was reached or lost. */
    record LevelCrossed(LevelState level, String key) implements Happening {
      @Override
      public Kind kind() {
        return level.reached() ? Kind.THRESHOLD_REACHED : Kind.THRESHOLD_LOST;
      }

      @Override
      public long number() {
        return level.crossings();
      }
    }

    /** The announced pace status is another one. */
    record PaceChanged(long number) implements Happening {
      @Override
      public Kind kind() {
        return Kind.PACE_CHANGED;
      }

      @Override
      public String key() {
        return "pace";
      }
    }

    /** The goal is about to end, has ended, or is final; then there is a result. */
    record PhaseEntered(Kind kind, long number, Optional<FinalResult> result) implements Happening {
      @Override
      public String key() {
        return "phase";
      }
    }

    /** The number changed after the result was final. */
    record Adjusted(FinalResult result, PriorPeriodAdjustment adjustment) implements Happening {
      @Override
      public Kind kind() {
        return Kind.PRIOR_PERIOD_ADJUSTED;
      }

      @Override
      public String key() {
        return "adjustment";
      }

      @Override
      public long number() {
        return adjustment.number();
      }
    }

    /** Nothing was credited for too long. */
    record FellSilent(LocalDate since, long number) implements Happening {
      @Override
      public Kind kind() {
        return Kind.NO_ACTIVITY;
      }

      @Override
      public String key() {
        return "silence";
      }
    }

    /** A checkpoint passed, and its number was not there. */
    record NotReachedBy(CheckpointState checkpoint) implements Happening {
      @Override
      public Kind kind() {
        return Kind.NOT_REACHED_BY;
      }

      @Override
      public String key() {
        return "checkpoint/" + checkpoint.name() + '/' + checkpoint.at().toEpochMilli();
      }

      @Override
      public long number() {
        return 1;
      }
    }
  }

  /**
   * Where the goal stood.
   *
   * @param paceStatus for a change of pace the announced status, else the status itself
   */
  public record Snapshot(
      Optional<BigDecimal> value, Optional<BigDecimal> attainment, Pace paceStatus) {
    static Snapshot of(Progress progress) {
      return new Snapshot(progress.value(), progress.attainment(), progress.paceStatus());
    }

    static Snapshot announced(Progress progress) {
      return new Snapshot(progress.value(), progress.attainment(), progress.announcedPace());
    }

    static final Snapshot NOTHING =
        new Snapshot(Optional.empty(), Optional.empty(), Pace.NOT_STARTED);
  }

  public Kind kind() {
    return happening.kind();
  }

  /** The number of the crossing of this level, or of the change, from 1. */
  public long crossing() {
    return happening.number();
  }

  /** The level, for levels. */
  public Optional<BigDecimal> threshold() {
    return happening instanceof Happening.LevelCrossed(LevelState level, _)
        ? Optional.of(level.threshold())
        : Optional.empty();
  }

  /** Derived from what the event says, so that a repeated event has the same id. */
  public String id() {
    String name = goal.id() + '\n' + happening.key() + '\n' + happening.number();
    return ofName(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** As {@link UUID#nameUUIDFromBytes}, which looks for the algorithm anew each time. */
  private static UUID ofName(byte[] name) {
    try {
      byte[] hash = ((MessageDigest) MD5.clone()).digest(name);
      hash[6] = (byte) ((hash[6] & 0x0f) | 0x30);
      hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
      ByteBuffer bits = ByteBuffer.wrap(hash);
      return new UUID(bits.getLong(), bits.getLong());
    } catch (CloneNotSupportedException e) {
      return UUID.nameUUIDFromBytes(name);
    }
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }
}
