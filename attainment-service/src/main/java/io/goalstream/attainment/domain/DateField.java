package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The date of a fact that decides into which period it falls. */
public enum DateField {
  CLOSED_ON("closedOn", FactKind.DEAL, 0),
  CREATED_ON("createdOn", FactKind.DEAL, 1),
  EXPECTED_CLOSE_ON("expectedCloseOn", FactKind.DEAL, 2),
  OCCURRED_AT("occurredAt", FactKind.ACTIVITY, 3);

  private final String fieldName;
  private final FactKind kind;
  private final int place;

  DateField(String fieldName, FactKind kind, int place) {
    this.fieldName = fieldName;
    this.kind = kind;
    this.place = place;
  }

  /** Its place in an array of all fields. */
  int place() {
    return place;
  }

  /** The field that metrics call by that name, if there is one. */
  public static Optional<DateField> named(String name) {
    return Arrays.stream(values()).filter(field -> field.fieldName.equals(name)).findFirst();
  }

  /** Every date by which a goal can count the fact, whatever its metric and its zone. */
  public static List<LocalDate> everyDateOf(Fact fact) {
    return switch (fact) {
      case Deal deal ->
          Stream.of(deal.closedOn(), deal.createdOn(), deal.expectedCloseOn())
              .flatMap(Optional::stream)
              .distinct()
              .toList();
      case Activity activity -> {
        // Anywhere on earth it is at most a day earlier or later than in UTC.
        LocalDate utc = activity.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
        yield List.of(utc.minusDays(1), utc, utc.plusDays(1));
      }
    };
  }

  /** The kind of fact that has the field. */
  public FactKind kind() {
    return kind;
  }

  /** The date that the fact has in this field, if it has one; moments become the zone's date. */
  public Optional<LocalDate> of(Fact fact, ZoneId zone) {
    return switch (fact) {
      case Deal deal ->
          switch (this) {
            case CLOSED_ON -> deal.closedOn();
            case CREATED_ON -> deal.createdOn();
            case EXPECTED_CLOSE_ON -> deal.expectedCloseOn();
            case OCCURRED_AT -> Optional.empty();
          };
      case Activity activity ->
          this == OCCURRED_AT
              ? Optional.of(Goal.Period.dateOf(activity.occurredAt(), zone))
              : Optional.empty();
    };
  }
}
