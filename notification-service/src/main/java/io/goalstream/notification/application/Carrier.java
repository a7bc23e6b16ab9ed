package io.goalstream.notification.application;

import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings messages to one kind of destination. */
public interface Carrier {

  /** Where messages go. */
  sealed interface Target {
    record ToChannel(Channel channel) implements Target {}

    /**
     * A person's mailbox.
     *
     * @param language of the words around messages
     */
    record ToMailbox(String personId, String address, String language) implements Target {}
  }

  /** How it went. */
  sealed interface Answer {
    record Arrived() implements Answer {}

    /**
     * It was not taken, or nobody knows.
     *
     * @param retryAfter how long the receiver wants to be left alone
     * @param gone whether the receiver has said that it will never take anything again
     */
    record NotArrived(String why, Optional<Duration> retryAfter, boolean gone) implements Answer {
      public static NotArrived because(String why) {
        return new NotArrived(why, Optional.empty(), false);
      }
    }
  }

  /** How many messages the receiver allows. */
  Destination.Limit limit();

  /** How many of the deliveries, from the first, go into one message; at least one. */
  int together(Target target, List<Delivery> due);

  /** Brings deliveries in one message. */
  Answer carry(Target target, List<Delivery> deliveries, Instant now);
}
