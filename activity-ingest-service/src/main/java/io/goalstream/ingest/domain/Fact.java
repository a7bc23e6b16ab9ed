package io.goalstream.ingest.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The full current state of one thing, or its withdrawal, as somebody hands it in. */
public sealed interface Fact permits Deal, Activity {
  /** Decimal places that are kept. */
  int PLACES = 6;

  /** A number with more places or zeros than this is never written out. */
  int MOST_PLACES = 60;

  /** Followed by its name, an attribute as a field. */
  String ATTRIBUTES = "attributes.";

  /** The field that says that a thing is gone. */
  String WITHDRAWN = "withdrawn";

  String id();

  /** Raised by the source at every change, from 1. */
  long version();

  /** True if the source has deleted the thing. */
  boolean withdrawn();

  /** When the source made this version. */
  Instant changedAt();

  /** What is wrong with it; nothing if it can be admitted. */
  List<Violation> violations(Instant receivedAt);

  /** True if both say the same, whenever their source made them. */
  boolean hasContentOf(Fact other);

  /** The same with another version, made at another moment. */
  Fact at(long newVersion, Instant moment);

  /** The withdrawal of this, as a version of its own. */
  Fact gone();

  /**
   * The same with some fields as another one has them.
   *
   * @param names such as {@code amount} or {@code attributes.tier}
   */
  Fact with(Set<String> names, Fact other);

  /** The ids of the reps whom it names, or the users of sources in their place. */
  List<String> reps();

  /** The same with other reps. */
  Fact withReps(UnaryOperator<String> other);

  /** What of it means something: of a withdrawn fact, nothing but its id. */
  Fact asItStands();

  /** The names of the fields that can change, without those of attributes. */
  Set<String> fieldNames();

  /** True if the number cannot be written out in a sensible length, such as 1E+999999999. */
  static boolean isAbsurd(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_PLACES;
  }

  /**
   * The number with all its places written out, so that equal numbers are equal; an absurd one as
   * it is.
   */
  static BigDecimal normal(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() > PLACES || isAbsurd(stripped)
        ? stripped
        : stripped.setScale(PLACES, RoundingMode.UNNECESSARY);
  }

  /** Attributes with some of them as others are; one that the others lack is gone. */
  static Map<String, String> attributes(
      Map<String, String> attributes, Set<String> names, Map<String, String> others) {
    Map<String, String> merged = new HashMap<>(attributes);
    for (String name : names) {
      if (name.startsWith(ATTRIBUTES)) {
        String attribute = name.substring(ATTRIBUTES.length());
        merged.remove(attribute);
        if (others.containsKey(attribute)) {
          merged.put(attribute, others.getOrDefault(attribute, ""));
        }
      }
    }
    return merged;
  }
}
