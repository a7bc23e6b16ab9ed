package io.goalstream.ingest.domain.table;

import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the rows of a table tell about themselves: how their dates and numbers are meant, and which
 * ids stand in several of them. All rows are looked at before the first is taken in, and what stays
 * open is asked and not guessed. Holds eight bytes for each row.
 */
public final class Evidence {
  private static final int FIRST_ROOM = 1_024;
  private static final long CONSTANT = 0;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final FactKind kind;
  private final Map<Integer, Field.Shape> shapes = new TreeMap<>();
  private final int idColumn;
  private final Question<DateOrder> dates = new Question<>(DateOrder.DMY, DateOrder.MDY);

  /** A share such as 0.5 must not say how amounts such as 12.500 are meant. */
  private final Question<DecimalMark> amounts =
      new Question<>(DecimalMark.POINT, DecimalMark.COMMA);

  private final Question<DecimalMark> numbers =
      new Question<>(DecimalMark.POINT, DecimalMark.COMMA);
  private long[] ids = new long[FIRST_ROOM];
  private int rows;

  /** Two ways to read, and the rows that speak for them. */
  private static final class Question<T> {
    private final T one;
    private final T other;
    private Optional<String> forOne = Optional.empty();
    private Optional<String> forOther = Optional.empty();
    private Optional<String> open = Optional.empty();

    Question(T one, T other) {
      this.one = one;
      this.other = other;
    }

    void hear(boolean first, boolean second, String text, long row) {
      Optional<String> said =
          Optional.of(
              row == CONSTANT ? text + " in the constants" : "%s in row %d".formatted(text, row));
      if (first && second) {
        open = open.or(() -> said);
      } else if (first) {
        forOne = forOne.or(() -> said);
      } else if (second) {
        forOther = forOther.or(() -> said);
      }
    }

    Optional<T> answer() {
      if (forOne.isPresent() == forOther.isPresent()) {
        return Optional.empty();
      }
      return Optional.of(forOne.isPresent() ? one : other);
    }

    /** What keeps it from being answered; nothing if it need not be. */
    Optional<String> doubt() {
      if (forOne.isPresent() && forOther.isPresent()) {
        return Optional.of(forOne.orElse("") + " and " + forOther.orElse(""));
      }
      return answer().isPresent() ? Optional.empty() : open;
    }
  }

  /**
   * @param mapping with its columns
   */
  public Evidence(Mapping mapping, List<String> headings) {
    this.kind = mapping.kind();
    int id = -1;
    for (int at = 0; at < headings.size(); at++) {
      String field = mapping.columns().get(headings.get(at));
      if (field != null) {
        shapes.put(at, Field.shape(kind, field).orElse(Field.Shape.TEXT));
        id = field.equals(Field.ID) ? at : id;
      }
    }
    this.idColumn = id;
    mapping
        .constants()
        .forEach(
            (field, text) ->
                look(
                    Cell.written(text),
                    Field.shape(kind, field).orElse(Field.Shape.TEXT),
                    CONSTANT));
  }

  /** Looks at a row. */
  public void take(Row row) {
    shapes.forEach((at, shape) -> look(row.cell(at), shape, row.number()));
    if (rows == ids.length) {
      ids = Arrays.copyOf(ids, 2 * rows);
    }
    ids[rows] = hash(idColumn < 0 ? "" : row.cell(idColumn).text());
    rows++;
  }

  private void look(Cell cell, Field.Shape shape, long row) {
    if (cell.isEmpty() || cell.exact()) {
      return;
    }
    switch (shape) {
      case TEXT -> {}
      case NUMBER, MONEY, SHARE ->
          Numbers.readings(cell.text())
              .filter(found -> !found.whole())
              .ifPresent(
                  found ->
                      (shape == Field.Shape.MONEY ? amounts : numbers)
                          .hear(found.withPoint(), found.withComma(), cell.text(), row));
      case DATE, MOMENT ->
          Dates.readings(cell.text())
              .filter(found -> !found.same())
              .ifPresent(
                  found -> dates.hear(found.dayFirst(), found.monthFirst(), cell.text(), row));
    }
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** The mapping, with what the rows say where it says nothing itself. */
  public Mapping complete(Mapping mapping) {
    return mapping.reading(
        mapping.dateOrder().or(dates::answer),
        mapping.decimalMark().or(amounts::answer).or(numbers::answer));
  }

  /** What has to be asked before a row can be read. */
  public List<Violation> questions(Mapping mapping) {
    List<Violation> questions = new ArrayList<>();
    if (mapping.dateOrder().isEmpty()) {
      dates
          .doubt()
          .ifPresent(
              doubt ->
                  questions.add(
                      new Violation(
                          "dateOrder",
                          doubt,
                          "DMY or MDY, because the day may come first or not")));
    }
    if (mapping.decimalMark().isEmpty()) {
      amounts
          .doubt()
          .or(() -> amounts.answer().isPresent() ? Optional.empty() : numbers.doubt())
          .or(this::contradiction)
          .ifPresent(
              doubt ->
                  questions.add(
                      new Violation(
                          "decimalMark",
                          doubt,
                          "POINT or COMMA, because the mark may part decimals or thousands")));
    }
    return List.copyOf(questions);
  }

  private Optional<String> contradiction() {
    return amounts.answer().isPresent()
            && numbers.answer().isPresent()
            && !amounts.answer().equals(numbers.answer())
        ? Optional.of("amounts with one mark and other numbers with the other")
        : Optional.empty();
  }

  /** The ids that stand in several rows. */
  public Repeated repeated() {
    long[] sorted = Arrays.copyOf(ids, rows);
    Arrays.sort(sorted);
    long[] several =
        IntStream.range(1, sorted.length)
            .filter(i -> sorted[i] == sorted[i - 1])
            .mapToLong(i -> sorted[i])
            .distinct()
            .toArray();
    return new Repeated(several);
  }

  /** Ids that stand in several rows. */
  public static final class Repeated {
    private final long[] sorted;

    private Repeated(long[] sorted) {
      this.sorted = sorted;
    }

    /** True if the id is one of them. */
    public boolean has(String id) {
      return Arrays.binarySearch(sorted, hash(id)) >= 0;
    }
  }

  /** 64 bits, so that among millions of ids hardly two look the same by chance. */
  private static long hash(String id) {
    long hash = GOLDEN;
    for (int i = 0; i < id.length(); i++) {
      hash = Long.rotateLeft((hash ^ id.charAt(i)) * GOLDEN, 29);
    }
    return hash;
  }
}
