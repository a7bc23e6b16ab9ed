package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Told;
import java.util.List;
import java.util.Optional;

/** Keeps alerts, and what people were told. */
public interface Inbox {
  /** Keeps an alert; one that is kept already stays as it is. */
  void add(Alert alert);

  /** A person's alerts, newest first. */
  List<Alert> of(String personId);

  /** Marks an alert as read; false if the person has no such alert. */
  boolean read(String personId, String alertId);

  Optional<Told> told(String personId, String goalId, String level);

  /** Everybody who was ever told about the level. */
  List<Told> toldAbout(String goalId, String level);

  /** Keeps what a person was last told. */
  void remember(Told told);
}
