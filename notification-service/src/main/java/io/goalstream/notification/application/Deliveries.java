package io.goalstream.notification.application;

import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what is on its way, and who of several instances brings it.
 *
 * <p>A destination is held by one sender at a time. Whoever puts something on its way wakes the
 * destination after it is kept, so nothing is forgotten.
 */
public interface Deliveries {

  /**
   * What to list; empty for all.
   *
   * @param before the id that those asked for are behind in the list
   */
  record Filter(
      Optional<String> destination, Optional<Delivery.State> state, Optional<Instant> before) {}

  /** Keeps a delivery; one that is kept already stays as it is. */
  void add(Delivery delivery);

  Optional<Delivery> find(String id);

  /** Newest first. */
  List<Delivery> list(Filter filter, int limit);

  /** Pending deliveries that are due, the longest due first. */
  List<Delivery> due(String destination, Instant now, int limit);

  /**
   * Pending deliveries that are due or were tried before, in the order of what happened: who reads
   * them must not hear of a loss before the reaching that it takes back.
   */
  List<Delivery> dueInOrder(String destination, Instant now, int limit);

  /** When the next pending delivery is due. */
  Optional<Instant> nextDue(String destination);

  /**
   * Whether a pending delivery that was heard of late is due after the one and not after the other.
   */
  boolean catchesUp(String destination, Instant after, Instant until);

  /** When the last message about that was due that was handed over. */
  Optional<Instant> last(String destination, String goalId, Subject subject);

  /** The latest about a subject of a goal, by what happened last. */
  List<Delivery> about(String destination, String goalId, Subject subject);

  /** Replaces a delivery if it is still pending; false if it is not. */
  boolean begin(Delivery begun);

  /** Replaces a delivery; one that was removed meanwhile stays removed. */
  void update(Delivery delivery);

  /** Replaces a delivery that was never handed over and is pending or suppressed. */
  boolean suppress(Delivery suppressed);

  /** Makes pending again what was suppressed for that alert alone. */
  void revive(String destination, String supersededBy);

  /** Has it tried again from the beginning. */
  void again(Delivery delivery, Instant now);

  /** Forgets that a destination has failed. */
  void forgive(String destination);

  /** Forgets everything on its way to a destination. */
  void removeAll(String destination);

  /** Destinations with something to do that nobody holds, the longest waiting first. */
  List<String> ready(Instant now, int limit);

  /** Holds a destination for its sender; empty if somebody else does. */
  Optional<Destination> take(String id, String holder, Instant now, Instant until);

  /**
   * Lets go of a destination.
   *
   * @param seen as it was when the deliveries were last looked at; if something was added since,
   *     the destination stays held, and that is answered with its newest state
   */
  Optional<Destination> giveBack(Destination after, Destination seen, String holder);
}
