package io.goalstream.notification.application;

import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Recipient;
import io.goalstream.notification.domain.rule.Preferences;
import io.goalstream.notification.domain.rule.Reader;
import io.goalstream.notification.domain.rule.Rhythm;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Knows how everybody wants to be told. */
public final class Readers {
  private final People people;
  private final Wishes wishes;
  private final Channels channels;
  private final boolean mail;

  /**
   * @param mail whether e-mail can be sent
   */
  public Readers(People people, Wishes wishes, Channels channels, boolean mail) {
    this.people = people;
    this.wishes = wishes;
    this.channels = channels;
    this.mail = mail;
  }

  /**
   * Empty for a channel that is gone or switched off, and for other systems, which read no words.
   */
  public Optional<Reader> of(Recipient recipient) {
    return recipient.isPerson()
        ? Optional.of(person(recipient))
        : channels
            .find(recipient.id())
            .filter(channel -> !channel.isOff())
            .filter(channel -> channel.kind() != Channel.Kind.WEBHOOK)
            .map(channel -> reader(recipient, channel));
  }

  /** What a person has said, or what holds for somebody who has said nothing. */
  public Preferences preferences(String personId) {
    return wishes.find(personId).orElseGet(() -> Preferences.unsaid(personId));
  }

  /** The language of a person. */
  public String language(String personId) {
    return person(Recipient.person(personId)).language();
  }

  private Reader person(Recipient recipient) {
    Optional<People.Member> member = people.member(recipient.id());
    Preferences wish = preferences(recipient.id());
    ZoneId zone =
        wish.zone().orElseGet(() -> member.map(People.Member::zone).orElse(ZoneOffset.UTC));
    return new Reader(
        recipient,
        wish.language().orElseGet(() -> member.map(People.Member::language).orElse("en")),
        new Rhythm(zone, wish.quiet(), wish.digestAt(), wish.digestDay()),
        wish.email().filter(any -> mail).map(any -> Destination.mail(recipient.id())),
        wish.choices());
  }

  private static Reader reader(Recipient recipient, Channel channel) {
    return new Reader(
        recipient,
        channel.language(),
        channel.rhythm(),
        Optional.of(Destination.channel(channel.id())),
        Map.of());
  }
}
