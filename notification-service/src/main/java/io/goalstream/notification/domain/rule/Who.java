package io.goalstream.notification.domain.rule;

/** Who hears of it. */
public sealed interface Who {

  /** The rep whose goal it is, or who leads the unit whose goal it is. */
  record Owner() implements Who {}

  /**
   * Those who lead the units above the owner.
   *
   * @param levels how many leaders upwards, from 1; units that nobody leads do not count
   */
  record Managers(int levels) implements Who {}

  record Person(String personId) implements Who {}

  /** Everybody in a chat channel, or another system. */
  record Channel(String channelId) implements Who {}
}
