package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.sheets.CsvSheets;
import io.goalstream.goals.sheets.Layout;
import io.goalstream.goals.sheets.Sheet;
import io.goalstream.goals.sheets.Workbooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Sheets as files on the way in and out: Excel workbooks, or CSV for one sheet. */
final class SheetFiles {
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  static final String CSV = "text/csv";

  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final int MOST_LINES = 50_000;

  private SheetFiles() {}

  /** How sheets are wanted. */
  enum Format {
    XLSX,
    CSV
  }

  /**
   * The file.
   *
   * @param sheet which one, where CSV is wanted of more than one
   */
  static ResponseEntity<byte[]> write(
      String name, List<Workbooks.Content> contents, Format format, @Nullable String sheet) {
    if (format == Format.CSV) {
      Workbooks.Content content =
          contents.stream()
              .filter(one -> contents.size() == 1 || one.layout().sheet().equals(sheet))
              .findFirst()
              .orElseThrow(
                  () -> unknown(sheet, contents.stream().map(Workbooks.Content::layout).toList()));
      String csv = CsvSheets.write(content.layout(), content.lines());
      return file(
          content.layout().sheet() + ".csv",
          new MediaType(MediaType.parseMediaType(CSV), StandardCharsets.UTF_8),
          csv.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Workbooks.write(out, contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file(name + ".xlsx", MediaType.parseMediaType(XLSX), out.toByteArray());
  }

  private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
    ContentDisposition disposition = ContentDisposition.attachment().filename(name).build();
    return ResponseEntity.ok()
        .contentType(type)
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .body(bytes);
  }

  /**
   * The sheets of a file: CSV where its type says so, else a workbook.
   *
   * @param sheet which one a CSV is, where there is more than one layout
   */
  static List<Sheet> read(
      InputStream body, @Nullable String type, List<Layout> layouts, @Nullable String sheet)
      throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "body",
                  "more than %d bytes".formatted(MOST_BYTES),
                  "a smaller file; hand in its sheets one by one")));
    }
    boolean csv = type != null && type.startsWith(CSV);
    if (!csv) {
      return Workbooks.read(bytes, layouts, MOST_LINES);
    }
    Layout layout =
        layouts.stream()
            .filter(one -> layouts.size() == 1 || one.sheet().equals(sheet))
            .findFirst()
            .orElseThrow(() -> unknown(sheet, layouts));
    return List.of(CsvSheets.read(bytes, layout, MOST_LINES));
  }

  private static RefusedException unknown(@Nullable String sheet, List<Layout> layouts) {
    return new RefusedException(
        List.of(
            new Violation(
                "sheet",
                Optional.ofNullable(sheet).orElse("nothing"),
                "one of "
                    + layouts.stream().map(Layout::sheet).collect(Collectors.joining(", ")))));
  }
}
