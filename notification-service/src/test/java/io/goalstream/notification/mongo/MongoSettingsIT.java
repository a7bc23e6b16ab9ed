package io.goalstream.notification.mongo;

import static org.assertj.core.api.Assertions.assertThat;

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
  void nothingSecretIsReadableInTheDatabase() {
    channels()
        .save(Examples.channel("c-1", Channel.Kind.SLACK, "https://hooks.example.com/T1/B2/xyz"));

    assertThat(String.valueOf(database.mongo.getCollection("channels").find().first()))
        .contains("c-1")
        .doesNotContain("hooks.example.com")
        .doesNotContain(Examples.SECRET);
  }
}
