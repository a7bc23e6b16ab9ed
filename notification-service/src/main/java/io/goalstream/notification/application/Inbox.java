package io.goalstream.notification.application;

import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Beliefs;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.Told;
import java.util.List;

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

  /**
   * What everybody was last told in a thread.
   *
   * @param thread see {@link Event#thread}
   */
  Beliefs beliefs(String goalId, String thread);

  /**
   * Keeps what people were told since, except where something newer was kept meanwhile.
   *
   * @param seen what they believed before
   */
  void remember(Beliefs seen, List<Told> news);
}
