package io.goalstream.ingest.sheets;

import io.goalstream.ingest.application.Table;
import io.goalstream.ingest.application.Table.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/** Tells by its first bytes what a file is; names and content types are often wrong. */
public final class SheetFiles implements Table.Files {
  private static final int HEADER_BYTES = 8;

  @Override
  public Table open(Path file, Optional<String> encoding) throws UnreadableException {
    byte[] header = header(file);
    if (ReadableWorkbook.isOLE2Header(header)) {
      throw new UnreadableException(
          "(file)", "an old workbook (.xls) or one with a password", "one saved as .xlsx or CSV");
    }
    return ReadableWorkbook.isOOXMLZipHeader(header)
        ? WorkbookTable.open(file)
        : CsvTable.open(file, encoding);
  }

  private static byte[] header(Path file) throws UnreadableException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] header = new byte[HEADER_BYTES];
      if (bytes.readNBytes(header, 0, HEADER_BYTES) == 0) {
        throw new UnreadableException("(file)", "nothing", "headings and rows");
      }
      return header;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static UnreadableException unreadable(Exception e) {
    return new UnreadableException(
        "(file)", "bytes that cannot be read: " + e.getMessage(), "a CSV file or Excel workbook");
  }
}
