package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Told;
import java.util.List;
import java.util.Optional;

/** Keeps alerts, and what everybody was told. */
public interface Inbox {
  /**
   * An alert and its place in the inbox.
   *
   * @param place counted from 1 without gaps, in the order in which a person's alerts were kept
   */
  record Entry(long place, Alert alert) {}

  /** Keeps an alert; one that is kept already stays as it is. */
  void add(Alert alert);

  /**
   * A person's alerts, newest first.
   *
   * @param before the place that those asked for are before
   */
  List<Entry> before(String personId, long before, boolean unreadOnly, int limit);

  /** A person's alerts behind the place, in their order. */
  List<Entry> after(String personId, long place, int limit);

  long unread(String personId);

  /** Marks an alert as read; false if the person has no such alert. */
  boolean read(String personId, String alertId);

  /** Marks everything up to the place as read. */
  void readUpTo(String personId, long place);

  /** An alert on a higher level of the same change stands for this one, which counts as read. */
  void supersede(String alertId, String by);

  Optional<Told> told(String recipient, String goalId, String matter);

  /** Everybody who was ever told about the matter. */
  List<Told> toldAbout(String goalId, String matter);

  /** Everything that somebody was told about a goal. */
  List<Told> toldTo(String recipient, String goalId);

  /** Keeps what somebody was last told, unless something newer is kept already. */
  void remember(Told told);
}
