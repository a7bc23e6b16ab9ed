package io.goalstream.system.oracle;

import java.math.BigDecimal;
import java.util.List;

/** A condition on one field of a fact; a field that is not there meets none but NOT_IN. */
public record Condition(String field, Operator operator, List<String> values) {

  public enum Operator {
    IN,
    NOT_IN,
    AT_LEAST,
    AT_MOST,
    PRESENT
  }

  public static Condition in(String field, String... values) {
    return new Condition(field, Operator.IN, List.of(values));
  }

  boolean holdsFor(Fact fact) {
    return switch (operator) {
      case IN -> fact.word(field).filter(values::contains).isPresent();
      case NOT_IN -> fact.word(field).filter(values::contains).isEmpty();
      case AT_LEAST ->
          fact.number(field).filter(number -> number.compareTo(bound()) >= 0).isPresent();
      case AT_MOST ->
          fact.number(field).filter(number -> number.compareTo(bound()) <= 0).isPresent();
      case PRESENT -> fact.word(field).isPresent();
    };
  }

  private BigDecimal bound() {
    return new BigDecimal(values.getFirst());
  }
}
