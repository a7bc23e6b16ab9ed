package io.goalstream.notification.mongo;

import io.goalstream.notification.domain.Quiet;
import io.goalstream.notification.domain.rule.Rhythm;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** A rhythm inside another document; times are texts, since a database knows moments only. */
record RhythmDocument(
    String zone,
    String quietFrom,
    String quietTo,
    List<String> daysOff,
    String digestAt,
    String digestDay) {
  static RhythmDocument of(Rhythm rhythm) {
    return new RhythmDocument(
        rhythm.zone().getId(),
        rhythm.quiet().from().toString(),
        rhythm.quiet().to().toString(),
        rhythm.quiet().daysOff().stream().map(Enum::name).sorted().toList(),
        rhythm.digestAt().toString(),
        rhythm.digestDay().name());
  }

  Rhythm rhythm() {
    return new Rhythm(
        ZoneId.of(zone),
        new Quiet(
            LocalTime.parse(quietFrom),
            LocalTime.parse(quietTo),
            daysOff.stream().map(DayOfWeek::valueOf).collect(Collectors.toSet())),
        LocalTime.parse(digestAt),
        DayOfWeek.valueOf(digestDay));
  }
}
