package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.sheets.CsvSheets;
import io.goalstream.goals.sheets.Layout;
import io.goalstream.goals.sheets.Sheet;
import io.goalstream.goals.sheets.Workbooks;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Sheets as files on the way in and out: Excel workbooks, CSV for one sheet, or a ZIP of CSVs. */
final class SheetFiles {
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  static final String CSV = "text/csv";
  static final String ZIP = "application/zip";

  /** Browsers on Windows call it otherwise. */
  private static final List<String> ZIPS = List.of(ZIP, "application/x-zip-compressed");

  /** What the Finder adds to each ZIP. */
  private static final String MAC_EXTRAS = "__MACOSX/";

  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final int MOST_LINES = 50_000;

  private SheetFiles() {}

  /** How sheets are wanted. */
  enum Format {
    XLSX,
    CSV,
    ZIP
  }

  /**
   * The file.
   *
   * @param sheet which one, where CSV is wanted of more than one
   */
  static ResponseEntity<byte[]> write(
      String name, List<Workbooks.Content> contents, Format format, @Nullable String sheet) {
    return switch (format) {
      case XLSX -> file(name + ".xlsx", MediaType.parseMediaType(XLSX), workbook(contents));
      case ZIP -> file(name + ".zip", MediaType.parseMediaType(ZIP), zip(contents));
      case CSV -> {
        Workbooks.Content content =
            contents.stream()
                .filter(one -> contents.size() == 1 || one.layout().sheet().equals(sheet))
                .findFirst()
                .orElseThrow(
                    () -> unknown(sheet, contents.stream().map(Workbooks.Content::layout)));
        yield file(
            fileName(content.layout()),
            new MediaType(MediaType.parseMediaType(CSV), StandardCharsets.UTF_8),
            csv(content));
      }
    };
  }

  private static String fileName(Layout layout) {
    return layout.sheet() + ".csv";
  }

  private static byte[] csv(Workbooks.Content content) {
    return CsvSheets.write(content.layout(), content.lines()).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] workbook(List<Workbooks.Content> contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Workbooks.write(out, contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] zip(List<Workbooks.Content> contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Workbooks.Content content : contents) {
        zip.putNextEntry(new ZipEntry(fileName(content.layout())));
        zip.write(csv(content));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
    ContentDisposition disposition = ContentDisposition.attachment().filename(name).build();
    return ResponseEntity.ok()
        .contentType(type)
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .body(bytes);
  }

  /**
   * The sheets of a file: CSV or a ZIP of them where its type says so, else a workbook.
   *
   * @param sheet which one a CSV is, where there is more than one layout
   */
  static List<Sheet> read(
      InputStream body, @Nullable String type, List<Layout> layouts, @Nullable String sheet)
      throws IOException {
    String kind = Optional.ofNullable(type).orElse(XLSX);
    if (ZIPS.stream().anyMatch(kind::startsWith)) {
      return unzip(body, layouts);
    }
    byte[] bytes = bytes(body, MOST_BYTES);
    if (!kind.startsWith(CSV)) {
      return Workbooks.read(bytes, layouts, MOST_LINES);
    }
    Layout layout =
        layouts.stream()
            .filter(one -> layouts.size() == 1 || one.sheet().equals(sheet))
            .findFirst()
            .orElseThrow(() -> unknown(sheet, layouts.stream()));
    return List.of(CsvSheets.read(bytes, layout, MOST_LINES));
  }

  private static byte[] bytes(InputStream body, int most) throws IOException {
    byte[] bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "body",
                  "more than %d bytes".formatted(MOST_BYTES),
                  "a smaller file; hand in its sheets one by one")));
    }
    return bytes;
  }

  /** One CSV for each sheet, named after it; how large they are counts without compression. */
  private static List<Sheet> unzip(InputStream body, List<Layout> layouts) throws IOException {
    Map<String, Sheet> sheets = new LinkedHashMap<>();
    int left = MOST_BYTES;
    try (ZipInputStream zip = new ZipInputStream(body)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String path = entry.getName();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (entry.isDirectory() || path.startsWith(MAC_EXTRAS)) {
          continue;
        }
        Layout layout =
            layouts.stream()
                .filter(one -> fileName(one).equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(path, layouts.stream(), ".csv"));
        if (sheets.containsKey(name)) {
          throw new RefusedException(
              List.of(new Violation("body", "a second " + name, "each sheet once")));
        }
        byte[] bytes = bytes(zip, left);
        left -= bytes.length;
        sheets.put(name, CsvSheets.read(bytes, layout, MOST_LINES));
      }
    } catch (ZipException | EOFException e) {
      throw noZip(String.valueOf(e.getMessage()), layouts);
    }
    if (sheets.isEmpty()) {
      throw noZip("no file in it", layouts);
    }
    return List.copyOf(sheets.values());
  }

  private static RefusedException noZip(String found, List<Layout> layouts) {
    return new RefusedException(
        List.of(
            new Violation(
                "body",
                found,
                "a ZIP of "
                    + layouts.stream()
                        .map(SheetFiles::fileName)
                        .collect(Collectors.joining(", ")))));
  }

  private static RefusedException unknown(@Nullable String sheet, Stream<Layout> layouts) {
    return unknown(sheet, layouts, "");
  }

  private static RefusedException unknown(
      @Nullable String sheet, Stream<Layout> layouts, String ending) {
    return new RefusedException(
        List.of(
            new Violation(
                "sheet",
                Optional.ofNullable(sheet).orElse("nothing"),
                "one of "
                    + layouts
                        .map(layout -> layout.sheet() + ending)
                        .collect(Collectors.joining(", ")))));
  }
}
