package io.goalstream.notification.domain;

/** Who is told: a person, or everybody in a channel. */
public record Recipient(Kind kind, String id) {

  /** Persons have an inbox, channels have not. */
  public enum Kind {
    PERSON,
    CHANNEL
  }

  public static Recipient person(String id) {
    return new Recipient(Kind.PERSON, id);
  }

  public static Recipient channel(String id) {
    return new Recipient(Kind.CHANNEL, id);
  }

  public boolean isPerson() {
    return kind == Kind.PERSON;
  }

  /** Names the recipient among persons and channels. */
  public String key() {
    return (isPerson() ? "person:" : "channel:") + id;
  }

  /** The recipient of that key. */
  public static Recipient of(String key) {
    String id = key.substring(key.indexOf(':') + 1);
    return key.startsWith("person:") ? person(id) : channel(id);
  }
}
