package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Wishes;
import io.goalstream.notification.domain.Subject;
import io.goalstream.notification.domain.rule.Preferences;
import io.goalstream.notification.domain.rule.Rhythm;
import io.goalstream.notification.domain.rule.Timing;
import io.goalstream.notification.domain.rule.Way;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;

/** Preferences, in one collection. */
public final class MongoWishes implements Wishes {
  private final MongoOperations mongo;

  public MongoWishes(MongoOperations mongo) {
    this.mongo = mongo;
  }

  record ChoiceDocument(@Nullable String timing, @Nullable List<String> ways) {
    static ChoiceDocument of(Preferences.Choice choice) {
      return new ChoiceDocument(
          choice.when().map(Enum::name).orElse(null),
          choice.ways().map(it -> it.stream().map(Enum::name).sorted().toList()).orElse(null));
    }

    Preferences.Choice choice() {
      return new Preferences.Choice(
          Optional.ofNullable(timing).map(Timing::valueOf),
          Optional.ofNullable(ways)
              .map(it -> it.stream().map(Way::valueOf).collect(Collectors.toSet())));
    }
  }

  /** The zone of the rhythm counts only if the person has named one. */
  @Document("preferences")
  record PreferencesDocument(
      @Id String id,
      @Nullable String language,
      @Nullable String zone,
      @Nullable String email,
      RhythmDocument rhythm,
      Map<String, ChoiceDocument> choices,
      long version) {
    Preferences preferences() {
      Rhythm kept = rhythm.rhythm();
      return new Preferences(
          id,
          Optional.ofNullable(language),
          Optional.ofNullable(zone).map(ZoneId::of),
          Optional.ofNullable(email),
          kept.quiet(),
          kept.digestAt(),
          kept.digestDay(),
          choices.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      it -> Subject.valueOf(it.getKey()), it -> it.getValue().choice())),
          version);
    }
  }

  @Override
  public Optional<Preferences> find(String personId) {
    return Optional.ofNullable(mongo.findById(personId, PreferencesDocument.class))
        .map(PreferencesDocument::preferences);
  }

  @Override
  public boolean save(Preferences wish) {
    ZoneId zone = wish.zone().orElse(ZoneOffset.UTC);
    PreferencesDocument document =
        new PreferencesDocument(
            wish.personId(),
            wish.language().orElse(null),
            wish.zone().map(ZoneId::getId).orElse(null),
            wish.email().orElse(null),
            RhythmDocument.of(new Rhythm(zone, wish.quiet(), wish.digestAt(), wish.digestDay())),
            wish.choices().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        it -> it.getKey().name(), it -> ChoiceDocument.of(it.getValue()))),
            wish.version());
    return Versions.save(mongo, document, wish.personId(), wish.version());
  }
}
