package io.goalstream.dashboard.domain;

import java.util.Optional;

/** The one word that a row says about its goal. */
public enum Status {
  ON_TRACK,
  AT_RISK,
  OFF_TRACK,
  NOT_STARTED,
  NO_DATA,
  NO_TARGET,
  NOT_PACED;

  /** A goal that was never reckoned has no data; where there is data, the pace decides. */
  public static Status of(Optional<Progress> progress) {
    return progress.map(Status::of).orElse(NO_DATA);
  }

  private static Status of(Progress progress) {
    return switch (progress.dataState()) {
      case NO_DATA -> NO_DATA;
      case NO_TARGET -> NO_TARGET;
      case OK ->
          switch (progress.paceStatus()) {
            case ON_TRACK -> ON_TRACK;
            case AT_RISK -> AT_RISK;
            case OFF_TRACK -> OFF_TRACK;
            case NOT_STARTED -> NOT_STARTED;
            case NOT_APPLICABLE -> NOT_PACED;
          };
    };
  }
}
