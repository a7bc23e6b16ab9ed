package io.goalstream.system.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of a deal or an activity, as its source tells it: words, numbers, dates and moments
 * by field name. Two facts are equal when they say the same, however their numbers were written.
 *
 * @param fields by the names of the public REST API; free attributes as {@code attributes.<name>}
 * @param credits of a deal; an activity belongs to its {@code repId}
 */
public record Fact(
    Kind kind,
    String id,
    long version,
    boolean withdrawn,
    Map<String, Object> fields,
    List<Credit> credits) {

  public enum Kind {
    DEAL,
    ACTIVITY
  }

  public Fact {
    fields = Map.copyOf(fields);
    credits = List.copyOf(credits);
  }

  public static Fact deal(String id, long version) {
    return new Fact(Kind.DEAL, id, version, false, Map.of(), List.of());
  }

  public static Fact activity(String id, long version) {
    return new Fact(Kind.ACTIVITY, id, version, false, Map.of(), List.of());
  }

  /** The same thing as deleted in its source. */
  public Fact withdrawnAt(long laterVersion) {
    return new Fact(kind, id, laterVersion, true, Map.of(), List.of());
  }

  /** The same content under another version. */
  public Fact at(long otherVersion) {
    return new Fact(kind, id, otherVersion, withdrawn, fields, credits);
  }

  public Fact with(String field, Object value) {
    Map<String, Object> changed = new TreeMap<>(fields);
    changed.put(
        field,
        value instanceof BigDecimal number
            ? new BigDecimal(number.stripTrailingZeros().toPlainString())
            : value);
    return new Fact(kind, id, version, withdrawn, changed, credits);
  }

  public Fact without(String field) {
    Map<String, Object> changed = new TreeMap<>(fields);
    changed.remove(field);
    return new Fact(kind, id, version, withdrawn, changed, credits);
  }

  public Fact creditedTo(Credit... newCredits) {
    return new Fact(kind, id, version, withdrawn, fields, Arrays.asList(newCredits));
  }

  public Fact creditedTo(List<Credit> newCredits) {
    return new Fact(kind, id, version, withdrawn, fields, newCredits);
  }

  /** A date, or the date of a moment in the given zone. */
  public Optional<LocalDate> date(String field, ZoneId zone) {
    Object value = fields.get(field);
    return switch (value) {
      case LocalDate date -> Optional.of(date);
      case Instant moment -> Optional.of(moment.atZone(zone).toLocalDate());
      case null, default -> Optional.empty();
    };
  }

  Optional<String> word(String field) {
    return Optional.ofNullable(fields.get(field))
        .map(Object::toString)
        .filter(word -> !word.isEmpty());
  }

  Optional<BigDecimal> number(String field) {
    if (field.equals("one")) {
      return Optional.of(BigDecimal.ONE);
    }
    if (field.equals("cycleDays")) {
      return date("createdOn", ZoneId.of("UTC"))
          .flatMap(
              created -> date("closedOn", ZoneId.of("UTC")).map(closed -> days(created, closed)));
    }
    return Optional.ofNullable(fields.get(field)).map(value -> new BigDecimal(value.toString()));
  }

  /** Who takes part, and how much. */
  List<Credit> shares() {
    List<Credit> shares = new ArrayList<>(credits);
    if (kind == Kind.ACTIVITY) {
      word("repId").ifPresent(rep -> shares.add(Credit.revenue(rep, "1")));
    }
    return shares;
  }

  private static BigDecimal days(LocalDate from, LocalDate to) {
    return BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
  }
}
