package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Quiet;
import io.goalstream.notification.domain.Subject;
import io.goalstream.notification.domain.rule.Preferences;
import io.goalstream.notification.domain.rule.Rule;
import io.goalstream.notification.domain.rule.Timing;
import io.goalstream.notification.domain.rule.Way;
import io.goalstream.notification.domain.rule.Who;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of channels, rules and preferences keeps to. */
public abstract class SettingsContract {
  protected abstract Channels channels();

  protected abstract Rules rules();

  protected abstract Wishes wishes();

  @Test
  void aChannelIsFoundAgainWithItsSecretsUntilItIsRemoved() {
    Channels channels = channels();
    Channel channel =
        Examples.channel("b", Channel.Kind.DINGTALK, "https://example.com/robot?access_token=t")
            .withSecrets(
                List.of(
                    new Channel.Secret("new", Optional.empty()),
                    new Channel.Secret("old", Optional.of(NOW))))
            .disabledFor("status 410");
    channels.save(channel);
    channels.save(Examples.webhook("a", "https://example.com/a"));

    assertThat(channels.find("b")).contains(channel);
    assertThat(channels.all()).extracting(Channel::id).containsExactly("a", "b");
    channels.disable("b", Optional.empty());
    assertThat(channels.find("b")).contains(channel.enabled());
    channels.disable("b", Optional.of("status 410"));
    assertThat(channels.find("b")).contains(channel);
    channels.renew("b", List.of(new Channel.Secret("newest", Optional.empty())));
    assertThat(channels.find("b").orElseThrow().secrets(NOW)).containsExactly("newest");
    channels.disable("gone", Optional.of("status 410"));
    assertThat(channels.find("gone")).as("nothing comes back").isEmpty();
    assertThat(channels.remove("b")).isTrue();
    assertThat(channels.remove("b")).isFalse();
    assertThat(channels.find("b")).isEmpty();
  }

  private static Rule rule(long version) {
    return new Rule(
        "north",
        "Version " + version,
        false,
        Optional.of("north"),
        new Rule.Condition(
            Set.of(EventKind.LEVEL_REACHED),
            Optional.of(new BigDecimal("0.8")),
            Set.of("OFF_TRACK"),
            Set.of("revenue"),
            Set.of("g-1"),
            Optional.of("REP")),
        List.of(
            new Who.Owner(), new Who.Managers(2), new Who.Person("ana"), new Who.Channel("c-1")),
        Timing.WEEKLY,
        Set.of(Way.EMAIL),
        Duration.ofHours(4),
        Rule.Pick.EACH,
        version);
  }

  @Test
  void aRuleIsKeptOnlyOverTheVersionBefore() {
    Rules rules = rules();

    assertThat(rules.save(rule(2))).isFalse();
    assertThat(rules.save(rule(1))).isTrue();
    assertThat(rules.save(rule(1))).isFalse();
    assertThat(rules.save(rule(2))).isTrue();
    assertThat(rules.find("north")).contains(rule(2));
    assertThat(rules.all()).containsExactly(rule(2));
    assertThat(rules.remove("north")).isTrue();
    assertThat(rules.remove("north")).isFalse();
  }

  @Test
  void preferencesAreKeptOnlyOverTheVersionBefore() {
    Wishes wishes = wishes();
    Preferences first = preferences(1, Optional.of(ZoneId.of("Asia/Shanghai")));
    Preferences second = preferences(2, Optional.empty());

    assertThat(wishes.find("ana")).isEmpty();
    assertThat(wishes.save(first)).isTrue();
    assertThat(wishes.save(first)).isFalse();
    assertThat(wishes.find("ana")).contains(first);
    assertThat(wishes.save(second)).isTrue();
    assertThat(wishes.find("ana")).contains(second);
  }

  private static Preferences preferences(long version, Optional<ZoneId> zone) {
    return new Preferences(
        "ana",
        Optional.of("zh"),
        zone,
        Optional.of("ana@example.com"),
        new Quiet(LocalTime.of(22, 30), LocalTime.of(7, 0), Set.of(DayOfWeek.SUNDAY)),
        LocalTime.of(6, 45),
        DayOfWeek.FRIDAY,
        Map.of(
            Subject.PACE,
            new Preferences.Choice(Optional.of(Timing.OFF), Optional.empty()),
            Subject.LEVELS,
            new Preferences.Choice(Optional.empty(), Optional.of(Set.of(Way.INBOX)))),
        version);
  }
}
