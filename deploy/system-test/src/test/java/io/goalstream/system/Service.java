package io.goalstream.system;

import io.goalstream.local.Part;
import io.goalstream.local.Parts;
import io.goalstream.local.Ports;

/** The services under test. */
enum Service {
  INGEST,
  GOALS,
  ATTAINMENT,
  NOTIFICATION;

  String title() {
    return switch (this) {
      case INGEST -> "activity-ingest-service";
      case GOALS -> "goal-service";
      case ATTAINMENT -> "attainment-service";
      case NOTIFICATION -> "notification-service";
    };
  }

  Part in(Parts parts) {
    return switch (this) {
      case INGEST -> parts.ingest();
      case GOALS -> parts.goals();
      case ATTAINMENT -> parts.attainment();
      case NOTIFICATION -> parts.notification();
    };
  }

  int port(Ports ports) {
    return switch (this) {
      case INGEST -> ports.ingest();
      case GOALS -> ports.goals();
      case ATTAINMENT -> ports.attainment();
      case NOTIFICATION -> ports.notification();
    };
  }
}
