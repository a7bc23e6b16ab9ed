package io.goalstream.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured: one table for people, one file for programs, both from the same figures. */
final class Figures {
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final List<Row> rows = new ArrayList<>();

  private record Row(String name, String value, String remark) {}

  /** A figure of the file alone, such as a setting. */
  void note(String path, Object value) {
    values.put(path, value);
  }

  /**
   * A figure of both.
   *
   * @param path its name in the file, with dots between the levels
   * @param name its name in the table
   * @param remark what it is held against, or how it came about; may be empty
   */
  void add(String path, String name, double value, String unit, String remark) {
    values.put(path, rounded(value));
    rows.add(new Row(name, (format(value) + " " + unit).strip(), remark));
  }

  /** A figure that was noted before. */
  OptionalDouble find(String path) {
    return values.get(path) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** The table. */
  String table() {
    int name = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    int value = rows.stream().mapToInt(row -> row.value.length()).max().orElse(0);
    StringBuilder table = new StringBuilder();
    for (Row row : rows) {
      String line = " ".repeat(value - row.value.length()) + row.value + "  " + row.remark;
      table.append(row.name).append(" ".repeat(name - row.name.length() + 2));
      table.append(line.stripTrailing()).append('\n');
    }
    return table.toString();
  }

  /** The file. */
  String json() throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    values.forEach(
        (path, value) -> {
          ObjectNode at = root;
          String[] words = path.split("\\.", -1);
          for (int word = 0; word < words.length - 1; word++) {
            at = at.withObjectProperty(words[word]);
          }
          at.set(words[words.length - 1], mapper.valueToTree(value));
        });
    return mapper.writeValueAsString(root) + "\n";
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, json());
  }

  private static double rounded(double value) {
    return Math.abs(value) >= 100 ? Math.rint(value) : Math.rint(value * 1_000) / 1_000;
  }

  private static String format(double value) {
    return Math.abs(value) >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
