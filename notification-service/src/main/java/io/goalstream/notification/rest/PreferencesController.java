package io.goalstream.notification.rest;

import io.goalstream.notification.application.Readers;
import io.goalstream.notification.application.Wishes;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.Subject;
import io.goalstream.notification.domain.rule.Preferences;
import io.goalstream.notification.domain.rule.Rhythm;
import io.goalstream.notification.domain.rule.Timing;
import io.goalstream.notification.domain.rule.Way;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How people want to be told. */
@RestController
@RequestMapping("/api/v1/preferences/{personId}")
class PreferencesController {
  /** One sign, no more: what is behind it says the mail server. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");

  private final Wishes wishes;
  private final Readers readers;
  private final Wording wording;

  PreferencesController(Wishes wishes, Readers readers, Wording wording) {
    this.wishes = wishes;
    this.readers = readers;
    this.wording = wording;
  }

  record ChoiceBody(@Nullable Timing when, @Nullable Set<Way> ways) {}

  record PreferencesBody(
      @Nullable String language,
      @Nullable String zone,
      @Nullable String email,
      RhythmBody.@Nullable QuietBody quiet,
      @Nullable String digestAt,
      @Nullable DayOfWeek digestDay,
      @Nullable Map<Subject, ChoiceBody> choices) {
    static PreferencesBody of(Preferences preferences) {
      Map<Subject, ChoiceBody> choices = new EnumMap<>(Subject.class);
      preferences
          .choices()
          .forEach(
              (subject, choice) ->
                  choices.put(
                      subject,
                      new ChoiceBody(choice.when().orElse(null), choice.ways().orElse(null))));
      return new PreferencesBody(
          preferences.language().orElse(null),
          preferences.zone().map(ZoneId::getId).orElse(null),
          preferences.email().orElse(null),
          RhythmBody.QuietBody.of(preferences.quiet()),
          preferences.digestAt().toString(),
          preferences.digestDay(),
          choices);
    }
  }

  @GetMapping
  ResponseEntity<PreferencesBody> preferences(Caller caller, @PathVariable String personId) {
    caller.needsOwn(personId);
    Preferences preferences = readers.preferences(personId);
    return Versioned.ok(PreferencesBody.of(preferences), preferences.version());
  }

  @PutMapping
  ResponseEntity<PreferencesBody> put(
      Caller caller,
      @PathVariable String personId,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody PreferencesBody body) {
    caller.needsOwn(personId);
    long current = readers.preferences(personId).version();
    Versioned.check(ifMatch, current);
    Preferences next = preferences(personId, body, current + 1);
    Versioned.kept(wishes.save(next));
    return Versioned.ok(PreferencesBody.of(next), next.version());
  }

  private static Preferences.Choice choice(Subject subject, @Nullable ChoiceBody body) {
    if (body == null) {
      return Preferences.Choice.AS_THE_RULES_SAY;
    }
    return new Preferences.Choice(
        Optional.ofNullable(body.when()),
        Optional.ofNullable(body.ways())
            .map(ways -> RhythmBody.some(ways, "choices." + subject + ".ways")));
  }

  private Preferences preferences(String personId, PreferencesBody body, long version) {
    String email = body.email();
    if (email != null && !EMAIL.matcher(email).matches()) {
      throw RefusedException.invalid("email", email, "an address such as ana@example.com");
    }
    Map<Subject, Preferences.Choice> choices = new EnumMap<>(Subject.class);
    Optional.ofNullable(body.choices())
        .orElse(Map.of())
        .forEach((subject, choice) -> choices.put(subject, choice(subject, choice)));
    return new Preferences(
        personId,
        RhythmBody.language(body.language(), wording.languages()),
        RhythmBody.zone(body.zone()),
        Optional.ofNullable(email),
        RhythmBody.quiet(body.quiet()),
        RhythmBody.time(body.digestAt(), Rhythm.MORNING, "digestAt"),
        Optional.ofNullable(body.digestDay()).orElse(DayOfWeek.MONDAY),
        choices,
        version);
  }
}
