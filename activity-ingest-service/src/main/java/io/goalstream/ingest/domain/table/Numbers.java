package io.goalstream.ingest.domain.table;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers as people write them: {@code 1,234.50}, {@code 1.234,50 €}, {@code 1 234,5}, {@code
 * (120.00)}, {@code ١٢٣٤٫٥}. What could be meant in two ways is decided by the decimal mark and
 * never by a guess about one number.
 */
final class Numbers {
  private static final int LONGEST = 60;

  /** Signs that stand for one currency only; a dollar or a yen sign does not. */
  private static final Map<String, String> CURRENCIES =
      Map.ofEntries(
          Map.entry("€", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("₽", "RUB"),
          Map.entry("руб", "RUB"),
          Map.entry("руб.", "RUB"),
          Map.entry("р.", "RUB"),
          Map.entry("₸", "KZT"),
          Map.entry("₴", "UAH"),
          Map.entry("₹", "INR"),
          Map.entry("₩", "KRW"),
          Map.entry("₪", "ILS"),
          Map.entry("₺", "TRY"),
          Map.entry("元", "CNY"),
          Map.entry("人民币", "CNY"),
          Map.entry("US$", "USD"),
          Map.entry("ر.س", "SAR"),
          Map.entry("د.إ", "AED"),
          Map.entry("ج.م", "EGP"));

  private static final Pattern PARTS =
      Pattern.compile("([^\\d(+-]*)([(+-]?)([^\\d(+-]*)(\\d[\\d.,]*)(-?)(\\)?)(\\D*)");
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{3}");
  private static final Pattern SIGN_OF_MANY = Pattern.compile("[$¥￥]");

  private Numbers() {}

  /**
   * A number and the currency that its text names.
   *
   * @param currency an ISO 4217 code, or three letters that may be one
   */
  record Money(BigDecimal number, Optional<String> currency) {}

  /** What a text says before its marks are understood. */
  private record Split(boolean negative, String digits, String word) {}

  /** The number, if it is one with that decimal mark. */
  static Optional<BigDecimal> number(Cell cell, DecimalMark mark) {
    return money(cell, mark).filter(money -> money.currency().isEmpty()).map(Money::number);
  }

  /** A share of one: {@code 0.7} or {@code 70 %}. */
  static Optional<BigDecimal> share(Cell cell, DecimalMark mark) {
    String text = cell.text();
    boolean percent = text.endsWith("%") || text.endsWith("٪") || text.endsWith("％");
    Cell rest = percent ? new Cell(text.substring(0, text.length() - 1), cell.exact()) : cell;
    return number(rest, mark).map(found -> percent ? found.movePointLeft(2) : found);
  }

  /** The number with its currency, if it is one with that decimal mark. */
  static Optional<Money> money(Cell cell, DecimalMark mark) {
    if (cell.exact()) {
      return plain(cell.text()).map(number -> new Money(number, Optional.empty()));
    }
    DecimalMark meant = isArabic(cell.text()) ? DecimalMark.POINT : mark;
    return split(cell.text())
        .flatMap(
            split ->
                ungrouped(split.digits(), meant)
                    .flatMap(Numbers::plain)
                    .map(number -> split.negative() ? number.negate() : number)
                    .flatMap(number -> named(number, split.word())));
  }

  /** Which decimal marks would make a number of the text; both, where that is the question. */
  static Optional<Readings> readings(String text) {
    return split(text)
        .map(
            split ->
                new Readings(
                    ungrouped(split.digits(), DecimalMark.POINT).isPresent(),
                    ungrouped(split.digits(), DecimalMark.COMMA).isPresent(),
                    isArabic(text) || split.digits().chars().allMatch(Character::isDigit)));
  }

  /** The Arabic decimal mark cannot be taken for another. */
  private static boolean isArabic(String text) {
    return text.indexOf('٫') >= 0;
  }

  /**
   * How a number can be read.
   *
   * @param whole true if it has no marks, so that both say the same
   */
  record Readings(boolean withPoint, boolean withComma, boolean whole) {}

  private static Optional<Money> named(BigDecimal number, String word) {
    if (word.isEmpty() || SIGN_OF_MANY.matcher(word).matches()) {
      return Optional.of(new Money(number, Optional.empty()));
    }
    String known = CURRENCIES.get(word.toLowerCase(Locale.ROOT));
    String sign = known == null ? CURRENCIES.get(word) : known;
    if (sign != null) {
      return Optional.of(new Money(number, Optional.of(sign)));
    }
    return CODE.matcher(word).matches()
        ? Optional.of(new Money(number, Optional.of(word.toUpperCase(Locale.ROOT))))
        : Optional.empty();
  }

  private static Optional<Split> split(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher parts = PARTS.matcher(usual(text));
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean bracket = parts.group(2).equals("(");
    boolean minusBefore = parts.group(2).equals("-");
    boolean minusBehind = !parts.group(5).isEmpty();
    if (bracket == parts.group(6).isEmpty() || (minusBehind && !parts.group(2).isEmpty())) {
      return Optional.empty();
    }
    String before = parts.group(1) + parts.group(3);
    String behind = parts.group(7);
    return before.isEmpty() || behind.isEmpty()
        ? Optional.of(
            new Split(bracket || minusBefore || minusBehind, parts.group(4), before + behind))
        : Optional.empty();
  }

  /** Digits, marks and signs of any script as those of ASCII; spaces and apostrophes left out. */
  private static String usual(String text) {
    StringBuilder usual = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            sign -> {
              if (Character.isDigit(sign)) {
                usual.append(Character.digit(sign, 10));
              } else if (sign == '٫') {
                usual.append('.');
              } else if (sign == '−') {
                usual.append('-');
              } else if (sign == '，') {
                usual.append(',');
              } else if (!isSpace(sign) && "'’٬".indexOf(sign) < 0) {
                usual.appendCodePoint(sign);
              }
            });
    return usual.toString();
  }

  private static boolean isSpace(int sign) {
    return Character.isSpaceChar(sign) || Character.isWhitespace(sign) || isDirection(sign);
  }

  /** Marks of the direction of writing, which spreadsheets put around numbers. */
  private static boolean isDirection(int sign) {
    return sign == 0x200E || sign == 0x200F || sign == 0x061C;
  }

  /** The digits with a point at most; nothing if thousands are not parted as thousands. */
  private static Optional<String> ungrouped(String digits, DecimalMark mark) {
    int at = digits.indexOf(mark.decimals());
    String whole = at < 0 ? digits : digits.substring(0, at);
    String decimals = at < 0 ? "" : digits.substring(at + 1);
    if (!decimals.chars().allMatch(Character::isDigit) || (at >= 0 && decimals.isEmpty())) {
      return Optional.empty();
    }
    if (whole.indexOf(mark.thousands()) >= 0 && !isGrouped(whole, mark.thousands())) {
      return Optional.empty();
    }
    String plain = whole.replace(String.valueOf(mark.thousands()), "");
    return Optional.of(decimals.isEmpty() ? plain : plain + "." + decimals);
  }

  /** Groups of three, or as in India of two and at last three; no thousands begin with a zero. */
  private static boolean isGrouped(String whole, char mark) {
    String[] groups = whole.split(Pattern.quote(String.valueOf(mark)), -1);
    int last = groups.length - 1;
    boolean begins = !groups[0].isEmpty() && groups[0].length() <= 3 && !groups[0].startsWith("0");
    boolean three = begins && groups[last].length() == 3;
    boolean two = three && groups[0].length() <= 2;
    for (int i = 1; i < last; i++) {
      three = three && groups[i].length() == 3;
      two = two && groups[i].length() == 2;
    }
    return three || two;
  }

  private static Optional<BigDecimal> plain(String digits) {
    try {
      return Optional.of(new BigDecimal(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
