package io.goalstream.ingest.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.ingest.rest.FactJson.Parsed;
import io.goalstream.ingest.rest.HandIn.Said;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in one fact per line, as many as come. It reads on once the broker has what was read, so
 * that whoever sends too fast has to wait, and holds a thousand lines at a time.
 */
final class FactStream {
  private static final int MOST_LINES = 1_000;
  private static final int MOST_BYTES = 4 * Lines.LONGEST;

  private final HandIn handIn;
  private final JsonMapper json;
  private final Clock clock;

  FactStream(HandIn handIn, JsonMapper json, Clock clock) {
    this.handIn = handIn;
    this.json = json;
    this.clock = clock;
  }

  /** What came of one line. */
  record LineAnswer(long line, @JsonUnwrapped Said said) {}

  /** What came of all. */
  record Summary(long received, long refused) {
    private Summary and(Summary more) {
      return new Summary(received + more.received, refused + more.refused);
    }
  }

  /** Which lines are to be answered one by one. */
  enum Wanted {
    ALL,
    REFUSED
  }

  /** A line with its number in the stream. */
  private record Read(long number, Parsed parsed) {}

  /**
   * Takes the stream in and writes what came of the lines, and at last the sum, as lines too.
   *
   * @throws StreamStoppedException if it was taken in only up to a line
   * @throws IOException if nobody sends any more
   */
  void take(InputStream stream, FactJson.Reader reader, Wanted wanted, OutputStream answers)
      throws IOException {
    Lines lines = new Lines(stream);
    Summary sum = new Summary(0, 0);
    long done = 0;
    List<Read> some = some(lines, reader, done);
    while (!some.isEmpty()) {
      sum = sum.and(take(some, wanted, answers, done));
      done = some.getLast().number();
      some = some(lines, reader, done);
    }
    write(sum, answers, done);
  }

  private List<Read> some(Lines lines, FactJson.Reader reader, long done) throws IOException {
    List<Read> some = new ArrayList<>();
    int bytes = 0;
    try {
      while (some.size() < MOST_LINES && bytes < MOST_BYTES) {
        Optional<Lines.Line> line = lines.next();
        if (line.isEmpty()) {
          break;
        }
        bytes += line.get().text().map(text -> text.length).orElse(0);
        some.add(new Read(line.get().number(), parsed(line.get(), reader)));
        if (lines.areAwaited()) {
          break; // Who sends slowly wants them to count now.
        }
      }
    } catch (ZipException | EOFException e) {
      throw StreamStoppedException.unreadable(done, "Found bytes that are not gzip", e);
    }
    return some;
  }

  private Parsed parsed(Lines.Line line, FactJson.Reader reader) {
    if (line.text().isEmpty()) {
      return Parsed.unreadable(
          "(line)", "more than %d bytes".formatted(Lines.LONGEST), "a fact as JSON in one line");
    }
    JsonNode node;
    try {
      node = json.readTree(line.text().get());
    } catch (JacksonException e) {
      return Parsed.unreadable("(line)", "no JSON", "a fact as JSON in one line");
    }
    return reader.read(node, clock.instant());
  }

  private Summary take(List<Read> some, Wanted wanted, OutputStream answers, long done) {
    List<Said> said;
    try {
      said = handIn.all(some.stream().map(Read::parsed).toList());
    } catch (PartAwayException e) {
      throw StreamStoppedException.partAway(done, e);
    }
    long received = 0;
    for (int i = 0; i < said.size(); i++) {
      Said one = said.get(i);
      received += one.isReceived() ? 1 : 0;
      if (wanted == Wanted.ALL || !one.isReceived()) {
        write(new LineAnswer(some.get(i).number(), one), answers, done);
      }
    }
    return new Summary(received, said.size() - received);
  }

  private void write(Object answer, OutputStream answers, long done) {
    try {
      answers.write(json.writeValueAsBytes(answer));
      answers.write('\n');
    } catch (IOException e) {
      throw StreamStoppedException.noRoom(done, e);
    }
  }
}
