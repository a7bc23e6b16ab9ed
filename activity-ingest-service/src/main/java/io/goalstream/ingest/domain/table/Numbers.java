package io.goalstream.ingest.domain.table;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads numbers as people write them: {@code 1,234.50}, {@code 1.234,50 €}, {@code 1 234,5}, {@code
 * (120.00)}, {@code ١٢٣٤٫٥}. What could be meant in two ways is decided by the decimal mark and
 * never by a guess about one number.
 */
final class Numbers {
  private static final int LONGEST = 60;
  private static final char GROUP = '_';

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
      Pattern.compile("([^\\d(+-]*)([(+-]?)([^\\d(+-]*)(\\d[\\d.,_]*)(-?)(\\)?)(\\D*)");
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{3}");

  /** Signs that several currencies have. */
  private static final Map<String, Set<String>> SIGNS_OF_MANY =
      Map.of(
          "$",
          Set.of(
              "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "BBD",
              "BSD", "BMD", "FJD", "JMD", "TTD"),
          "¥",
          Set.of("CNY", "JPY"),
          "￥",
          Set.of("CNY", "JPY"));

  private Numbers() {}

  /**
   * A number and the currency that its text names.
   *
   * @param currency an ISO 4217 code, three letters that may be one, or a sign that several have
   */
  record Money(BigDecimal number, Optional<String> currency) {
    /** The code that the text itself names. */
    Optional<String> code() {
      return currency.filter(word -> !SIGNS_OF_MANY.containsKey(word));
    }

    /** True if the text does not speak against that currency. */
    boolean canBe(Optional<String> code) {
      return currency.isEmpty()
          || currency.equals(code)
          || code.filter(SIGNS_OF_MANY.getOrDefault(currency.get(), Set.of())::contains)
              .isPresent();
    }
  }

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
                    isArabic(text)
                        || split
                            .digits()
                            .chars()
                            .allMatch(sign -> Character.isDigit(sign) || sign == GROUP)));
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
    if (word.isEmpty()) {
      return Optional.of(new Money(number, Optional.empty()));
    }
    if (SIGNS_OF_MANY.containsKey(word)) {
      return Optional.of(new Money(number, Optional.of(word)));
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

  /**
   * Digits, marks and signs of any script as those of ASCII. A space or apostrophe between digits
   * parts thousands, as a low line; others are left out.
   */
  private static String usual(String text) {
    StringBuilder usual = new StringBuilder(text.length());
    boolean parted = false;
    for (int sign : text.codePoints().toArray()) {
      boolean digit = Character.isDigit(sign);
      if (digit && parted && isDigitLast(usual)) {
        usual.append(GROUP);
      }
      parted = !digit && (parted || isSpace(sign) || "'’".indexOf(sign) >= 0) && !isMark(sign);
      if (digit) {
        usual.append(Character.digit(sign, 10));
      } else if (sign == '٫') {
        usual.append('.');
      } else if (sign == '−') {
        usual.append('-');
      } else if (sign == '，') {
        usual.append(',');
      } else if (!isSpace(sign) && "'’٬".indexOf(sign) < 0) {
        usual.appendCodePoint(sign == GROUP ? '?' : sign);
      }
    }
    return usual.toString();
  }

  private static boolean isDigitLast(StringBuilder text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
  }

  private static boolean isMark(int sign) {
    return sign == '.' || sign == ',' || sign == '٫' || sign == '，';
  }

  private static boolean isSpace(int sign) {
    return Character.isSpaceChar(sign) || isDirection(sign);
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
    boolean spaced = whole.indexOf(GROUP) >= 0;
    char thousands = spaced ? GROUP : mark.thousands();
    if ((spaced && whole.indexOf(mark.thousands()) >= 0)
        || (whole.indexOf(thousands) >= 0 && !isGrouped(whole, thousands))) {
      return Optional.empty();
    }
    String plain = whole.replace(String.valueOf(thousands), "");
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
