package io.goalstream.ingest.sheets;

import com.ibm.icu.text.CharsetDetector;
import io.goalstream.ingest.application.Table.UnreadableException;
import io.goalstream.ingest.domain.table.Headings;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds out how a text file is encoded. A byte-order mark says it; what can be read as UTF-8 to its
 * end is UTF-8; otherwise the encoding is sought in which the headings are words, and then the one
 * whose letters stand together as is usual in a language.
 */
final class Encodings {
  private static final int SAMPLE = 12_000;
  private static final int LONGEST_HEADINGS = 10_000;
  private static final int LAST_ASCII = 0x7F;
  private static final int BUFFER = 1 << 16;

  /** Below, the detector itself says that it hardly knows. */
  private static final int LEAST_CONFIDENCE = 25;

  /** Of two encodings that both fit, Windows writes the one of its own. */
  private static final List<String> LIKELY =
      List.of(
          "GB18030",
          "windows-1251",
          "windows-1256",
          "windows-1252",
          "Big5",
          "Shift_JIS",
          "EUC-KR",
          "KOI8-R");

  private static final int MARK_UTF_8 = 3;
  private static final int MARK_UTF_16 = 2;

  private Encodings() {}

  /**
   * How a file is encoded.
   *
   * @param skip bytes of a byte-order mark
   */
  record Encoding(Charset charset, int skip) {}

  static Encoding of(Path file, Optional<String> named) throws UnreadableException {
    try {
      Optional<Encoding> marked = marked(file);
      if (marked.isPresent()) {
        return marked.get();
      }
      if (named.isPresent()) {
        return new Encoding(charset(named.get()), 0);
      }
      Encoding usual = new Encoding(StandardCharsets.UTF_8, 0);
      return fits(file, usual) ? usual : detected(file);
    } catch (IOException | UncheckedIOException e) {
      throw SheetFiles.unreadable(e);
    }
  }

  /**
   * Reads the file; bytes that are no text in the encoding are an error and not a question mark.
   */
  static Reader reader(Path file, Encoding encoding) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    bytes.skipNBytes(encoding.skip());
    return new InputStreamReader(
        bytes,
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static Optional<Encoding> marked(Path file) throws IOException {
    byte[] start = new byte[MARK_UTF_8];
    try (InputStream bytes = Files.newInputStream(file)) {
      bytes.readNBytes(start, 0, MARK_UTF_8);
    }
    if (Arrays.equals(start, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
      return Optional.of(new Encoding(StandardCharsets.UTF_8, MARK_UTF_8));
    }
    if (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
      return Optional.of(new Encoding(StandardCharsets.UTF_16LE, MARK_UTF_16));
    }
    if (start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
      return Optional.of(new Encoding(StandardCharsets.UTF_16BE, MARK_UTF_16));
    }
    return Optional.empty();
  }

  private static Charset charset(String name) throws UnreadableException {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UnreadableException(
          "encoding", name, "an encoding such as UTF-8, GB18030 or windows-1251");
    }
  }

  private static boolean fits(Path file, Encoding encoding) throws IOException {
    char[] some = new char[BUFFER];
    try (Reader text = reader(file, encoding)) {
      int read = text.read(some);
      while (read >= 0) {
        read = text.read(some);
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static Encoding detected(Path file) throws IOException, UnreadableException {
    List<Encoding> fitting = new ArrayList<>();
    for (String name : LIKELY) {
      Encoding encoding = new Encoding(Charset.forName(name), 0);
      if (fits(file, encoding)) {
        fitting.add(encoding);
      }
    }
    return byHeadings(file, fitting)
        .or(() -> byLetters(sample(file), fitting))
        .orElseThrow(
            () ->
                new UnreadableException(
                    "encoding",
                    "bytes of an unknown encoding",
                    "its name, such as GB18030 or windows-1251"));
  }

  /** A table is too short for statistics, but in the right encoding its headings are words. */
  private static Optional<Encoding> byHeadings(Path file, List<Encoding> fitting)
      throws IOException {
    Optional<Encoding> best = Optional.empty();
    int most = 0;
    for (Encoding encoding : fitting) {
      int known = knownHeadings(file, encoding);
      if (known > most) {
        most = known;
        best = Optional.of(encoding);
      }
    }
    return best;
  }

  private static int knownHeadings(Path file, Encoding encoding) throws IOException {
    char[] some = new char[LONGEST_HEADINGS];
    try (Reader text = reader(file, encoding)) {
      int read = Math.max(0, text.read(some));
      String first = new String(some, 0, read).lines().findFirst().orElse("");
      return (int)
          Arrays.stream(first.split("[,;|\t\"]", -1))
              .filter(heading -> !StandardCharsets.US_ASCII.newEncoder().canEncode(heading))
              .filter(Headings::isKnown)
              .count();
    }
  }

  private static Optional<Encoding> byLetters(byte[] sample, List<Encoding> fitting) {
    return Optional.ofNullable(new CharsetDetector().setText(sample).detect())
        .filter(match -> match.getConfidence() >= LEAST_CONFIDENCE)
        .map(match -> windows(match.getName()))
        .flatMap(
            name -> fitting.stream().filter(one -> one.charset().name().equals(name)).findFirst());
  }

  private static String windows(String name) {
    return switch (name) {
      case "ISO-8859-1" -> "windows-1252";
      case "ISO-8859-5" -> "windows-1251";
      case "ISO-8859-6" -> "windows-1256";
      default -> name;
    };
  }

  /** The words that are not all ASCII, from wherever in the file they stand. */
  private static byte[] sample(Path file) {
    ByteArrayOutputStream sample = new ByteArrayOutputStream(SAMPLE);
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    boolean ascii = true;
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      for (int one = bytes.read(); one >= 0 && sample.size() < SAMPLE; one = bytes.read()) {
        boolean letter = one > LAST_ASCII || Character.isLetter(one);
        ascii = ascii && one <= LAST_ASCII;
        word.write(letter ? one : ' ');
        if (!letter || word.size() == SAMPLE) {
          sample.write(word.toByteArray(), 0, ascii ? 0 : word.size());
          word.reset();
          ascii = true;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sample.write(word.toByteArray(), 0, ascii ? 0 : word.size());
    return sample.toByteArray();
  }
}
