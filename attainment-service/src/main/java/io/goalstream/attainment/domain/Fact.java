package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The current state of something that happened. Its fields are asked for by the names that metrics
 * use.
 */
public sealed interface Fact permits Deal, Activity {
  /** Fields that start with this are free attributes. */
  String ATTRIBUTE = "attributes.";

  String id();

  long version();

  FactKind kind();

  /** When the source made this version. */
  Instant changedAt();

  /** ISO 4217 code of its amounts. */
  Optional<String> currency();

  /** Who is credited, and with what share. */
  List<Credited> credits();

  /** The word in a field, if the field has one. */
  Optional<String> word(String field);

  /** The number in a field, if the field has one. */
  Optional<BigDecimal> number(String field);

  /**
   * One rep's share.
   *
   * @param share greater than 0 and at most 1
   * @param overlay true if the share comes on top of the REVENUE shares
   */
  record Credited(String repId, BigDecimal share, boolean overlay) {}

  /** As many digits on either side of the point as anything that is measured needs. */
  int ATTRIBUTE_DIGITS = 18;

  /**
   * The number that an attribute holds, or empty if it is none or absurdly large or fine: anyone
   * may write anything into an attribute, and a sum has to fit its record.
   */
  static Optional<BigDecimal> parsed(Optional<String> word) {
    return word.flatMap(
        text -> {
          try {
            return Optional.of(new BigDecimal(text.strip())).filter(Fact::isOfBoundedSize);
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  private static boolean isOfBoundedSize(BigDecimal number) {
    return number.scale() <= ATTRIBUTE_DIGITS
        && (long) number.precision() - number.scale() <= ATTRIBUTE_DIGITS;
  }
}
