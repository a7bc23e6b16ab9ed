package io.goalstream.notification.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.goalstream.notification.application.Channels;
import io.goalstream.notification.application.Rules;
import io.goalstream.notification.application.SettingsContract;
import io.goalstream.notification.application.Wishes;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.secrets.SecretSeal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSettingsIT extends SettingsContract {
  private static final String KEY = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private final Database database = new Database();

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Override
  protected Channels channels() {
    return new MongoChannels(database.mongo, SecretSeal.of(KEY));
  }

  @Override
  protected Rules rules() {
    return new MongoRules(database.mongo);
  }

  @Override
  protected Wishes wishes() {
    return new MongoWishes(database.mongo);
  }

  @Test
  void aChannelWhoseKeyIsGoneKeepsNoOtherOneBack() {
    String other = "k2:ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";
    channels().save(Examples.webhook("old", "https://example.com"));
    Channels later = new MongoChannels(database.mongo, SecretSeal.of(other));
    later.save(Examples.webhook("new", "https://example.com"));

    assertThat(later.all())
        .extracting(Channel::id, Channel::isSealed, Channel::isOff)
        .containsExactly(tuple("new", false, false), tuple("old", true, false));
    assertThat(channels().find("old").orElseThrow().isSealed()).isFalse();
  }

  @Test
  void nothingSecretIsReadableInTheDatabase() {
    channels()
        .save(Examples.channel("c-1", Channel.Kind.SLACK, "https://hooks.example.com/T1/B2/xyz"));

    assertThat(String.valueOf(database.mongo.getCollection("channels").find().first()))
        .contains("c-1")
        .doesNotContain("hooks.example.com")
        .doesNotContain(Examples.SECRET);
  }
}
