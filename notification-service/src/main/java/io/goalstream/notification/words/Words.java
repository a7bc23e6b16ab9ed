package io.goalstream.notification.words;

import com.ibm.icu.util.ULocale;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.AlertKind;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import io.goalstream.notification.domain.Message;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts alerts into words: what changed, why, and where the goal stands. In every language the same
 * lines in the same order.
 */
public final class Words implements Wording {
  /** What comes with praise stands among its edits. */
  private static final String BADGE = "badge";

  private static final Set<EventKind> HAVE_CAUSES =
      Set.of(
          EventKind.LEVEL_REACHED,
          EventKind.LEVEL_LOST,
          EventKind.PACE_CHANGED,
          EventKind.RESULT_ADJUSTED);

  private static final String FALLBACK = "en";

  private final Map<String, Vocabulary> vocabularies = Vocabulary.all();
  private final String page;

  /**
   * @param page address of the page that messages link to, without a slash at its end
   */
  public Words(String page) {
    this.page = page;
  }

  @Override
  public Set<String> languages() {
    return vocabularies.keySet();
  }

  @Override
  public Message say(AlertKind kind, Event event, Ear ear) {
    Speaker speaker = speaker(ear.language());
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("goal", speaker.name(event.goalName()));
    event.level().ifPresent(it -> arguments.put("level", speaker.figures().attainment(it)));
    event
        .details()
        .checkpoint()
        .ifPresent(it -> arguments.put("checkpoint", speaker.name(it.name())));
    arguments.put("days", silentDays(event, ear));
    return new Message(
        speaker.language(),
        speaker.say(kind.name(), arguments),
        event.goalName(),
        lines(speaker, event, ear),
        Optional.of(page + "/?goal=" + URLEncoder.encode(event.goalId(), StandardCharsets.UTF_8)));
  }

  @Override
  public Message channelDisabled(String channel, String reason, String language) {
    Speaker speaker = speaker(language);
    return new Message(
        speaker.language(),
        speaker.say(AlertKind.CHANNEL_DISABLED.name(), Map.of("channel", speaker.name(channel))),
        channel,
        List.of(speaker.say("line.channel", Map.of("reason", speaker.name(reason)))),
        Optional.empty());
  }

  @Override
  public String phrase(String key, String language, Map<String, Object> arguments) {
    return speaker(language).say(key, arguments);
  }

  private Speaker speaker(String tag) {
    String language = ULocale.forLanguageTag(tag).getLanguage();
    String known = vocabularies.containsKey(language) ? language : FALLBACK;
    Vocabulary vocabulary = vocabularies.get(known);
    if (vocabulary == null) {
      throw new IllegalStateException("There are no words at all");
    }
    // Numbers are written as in the reader's country, where the words are of that language.
    ULocale locale = known.equals(language) ? ULocale.forLanguageTag(tag) : vocabulary.locale();
    return new Speaker(known, vocabulary, new Figures(locale));
  }

  private static long silentDays(Event event, Ear ear) {
    LocalDate today = event.occurredAt().atZone(ear.zone()).toLocalDate();
    return event
        .details()
        .silentSince()
        .map(since -> ChronoUnit.DAYS.between(since, today))
        .orElse(0L);
  }

  private static List<String> lines(Speaker speaker, Event event, Ear ear) {
    List<String> lines = new ArrayList<>();
    ear.ownerName()
        .ifPresent(it -> lines.add(speaker.say("line.owner", Map.of("owner", speaker.name(it)))));
    if (HAVE_CAUSES.contains(event.kind())) {
      cause(speaker, event).ifPresent(lines::add);
    }
    details(lines, speaker, event, ear);
    event.target().ifPresent(target -> lines.add(standing(speaker, event, target, ear)));
    return lines;
  }

  private static String edit(Speaker speaker, Event.Edit edit) {
    return edit.field().equals(BADGE)
        ? speaker.say("line.badge", Map.of("badge", speaker.name(edit.after())))
        : speaker.say(
            "line.edit",
            Map.of(
                "field",
                speaker.field(edit.field()),
                "before",
                speaker.name(edit.before()),
                "after",
                speaker.name(edit.after())));
  }

  private static void details(List<String> lines, Speaker speaker, Event event, Ear ear) {
    Event.Details details = event.details();
    ear.byName().ifPresent(it -> lines.add(speaker.say("line.by", Map.of("by", speaker.name(it)))));
    details
        .reason()
        .ifPresent(it -> lines.add(speaker.say("line.reason", Map.of("reason", speaker.name(it)))));
    details.edits().forEach(it -> lines.add(edit(speaker, it)));
    if (event.kind() == EventKind.ENDING_SOON || event.kind() == EventKind.ENDED) {
      details
          .periodEnd()
          .map(end -> speaker.figures().date(end.minusDays(1)))
          .ifPresent(end -> lines.add(speaker.say("line.end", Map.of("end", end))));
    }
    details
        .silentSince()
        .map(since -> speaker.figures().date(since))
        .ifPresent(since -> lines.add(speaker.say("line.silent", Map.of("since", since))));
    details.checkpoint().ifPresent(it -> lines.add(checkpoint(speaker, event, it, ear)));
    details
        .difference()
        .map(it -> speaker.figures().change(it, event))
        .ifPresent(it -> lines.add(speaker.say("line.difference", Map.of("difference", it))));
  }

  private static String checkpoint(
      Speaker speaker, Event event, Event.Checkpoint checkpoint, Ear ear) {
    String at = speaker.figures().moment(checkpoint.at(), ear.zone());
    String expected = speaker.figures().amount(checkpoint.expected(), event);
    return checkpoint
        .found()
        .map(found -> speaker.figures().amount(found, event))
        .map(
            found ->
                speaker.say(
                    "line.checkpoint", Map.of("at", at, "expected", expected, "found", found)))
        .orElseGet(
            () -> speaker.say("line.checkpoint.nothing", Map.of("at", at, "expected", expected)));
  }

  /** Empty for a cause that came later than this program. */
  private static Optional<String> cause(Speaker speaker, Event event) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("id", speaker.name(event.cause().id().orElse("")));
    String key = "line.cause." + event.cause().kind();
    String unmeasured = "line.cause.unmeasured." + event.cause().kind();
    Optional<String> change = change(speaker, event);
    change.ifPresent(it -> arguments.put("change", it));
    if (change.isEmpty() && speaker.vocabulary().has(unmeasured)) {
      return Optional.of(speaker.say(unmeasured, arguments));
    }
    return speaker.vocabulary().has(key)
        ? Optional.of(speaker.say(key, arguments))
        : Optional.empty();
  }

  /** What the cause moved; nothing where a difference of one fact says little about the number. */
  private static Optional<String> change(Speaker speaker, Event event) {
    String unit = event.metric().map(Event.Metric::unit).orElse("");
    boolean added = unit.equals("MONEY") || unit.equals("COUNT");
    return event
        .cause()
        .creditAfter()
        .flatMap(after -> event.cause().creditBefore().map(after::subtract))
        .filter(number -> added && number.signum() != 0)
        .map(number -> speaker.figures().change(number, event));
  }

  /** With its moment: a digest is read days later. */
  private static String standing(Speaker speaker, Event event, BigDecimal target, Ear ear) {
    String at = speaker.figures().moment(event.occurredAt(), ear.zone());
    String aim = speaker.figures().amount(target, event);
    return event
        .after()
        .value()
        .map(
            value ->
                speaker.say(
                    "line.standing",
                    Map.of(
                        "at",
                        at,
                        "value",
                        speaker.figures().amount(value, event),
                        "target",
                        aim,
                        "attainment",
                        event.after().attainment().map(speaker.figures()::attainment).orElse("–"))))
        .orElseGet(() -> speaker.say("line.standing.unknown", Map.of("at", at, "target", aim)));
  }

  /** One language with its figures. */
  private record Speaker(String language, Vocabulary vocabulary, Figures figures) {
    String say(String key, Map<String, Object> arguments) {
      return vocabulary.say(key, arguments);
    }

    /** A name that is written the other way round must not turn what stands around it. */
    String name(String text) {
      return Message.rightToLeft(language) ? "\u2068" + text + "\u2069" : text;
    }

    /** Names of fields that have no word are those of requests. */
    String field(String field) {
      String key = "field." + field;
      return vocabulary.has(key) ? say(key, Map.of()) : name(field);
    }
  }
}
