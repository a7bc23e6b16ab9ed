package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.rest.FactStream.Wanted;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes in deals and activities as newline-delimited JSON, of any length, also packed with gzip.
 */
@RestController
@RequestMapping(
    path = "/api/v1",
    consumes = {FactStreamController.NDJSON, FactStreamController.JSONL})
class FactStreamController {
  static final String NDJSON = "application/x-ndjson";
  static final String JSONL = "application/jsonl";

  /** Where lines may come, as many as one likes. */
  static final Set<String> PATHS = Set.of("/api/v1/deals/batch", "/api/v1/activities/batch");

  static final List<String> TYPES = List.of(NDJSON, JSONL);

  private static final int AT_ONCE = 8;

  private final FactStream stream;
  private final Semaphore places = new Semaphore(AT_ONCE);

  FactStreamController(FactStream stream) {
    this.stream = stream;
  }

  @PostMapping("/deals/batch")
  void deals(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam Optional<String> answers)
      throws IOException {
    take(request, response, FactJson::deal, wanted(answers));
  }

  @PostMapping("/activities/batch")
  void activities(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam Optional<String> answers)
      throws IOException {
    take(request, response, FactJson::activity, wanted(answers));
  }

  private static Wanted wanted(Optional<String> answers) {
    return switch (answers.orElse("all")) {
      case "all" -> Wanted.ALL;
      case "refused" -> Wanted.REFUSED;
      default ->
          throw RefusedException.misshapen(
              List.of(new Violation("answers", answers.orElse(""), "all or refused")));
    };
  }

  /**
   * Who sends reads only afterwards, as most clients do; so the answers wait on disk. Only then is
   * it known, too, whether all went well.
   */
  private void take(
      HttpServletRequest request,
      HttpServletResponse response,
      FactJson.Reader reader,
      Wanted wanted)
      throws IOException {
    if (!places.tryAcquire()) {
      throw new PartAwayException("%d streams are being read already".formatted(AT_ONCE));
    }
    try {
      answer(request, response, reader, wanted);
    } finally {
      places.release();
    }
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      FactJson.Reader reader,
      Wanted wanted)
      throws IOException {
    Path answers = Files.createTempFile("answers-", ".ndjson");
    try {
      try (InputStream lines = unpacked(request);
          OutputStream file = new BufferedOutputStream(Files.newOutputStream(answers))) {
        stream.take(lines, reader, wanted, file);
      }
      response.setContentType(NDJSON);
      response.setContentLengthLong(Files.size(answers));
      Files.copy(answers, response.getOutputStream());
    } finally {
      Files.deleteIfExists(answers);
    }
  }

  private static InputStream unpacked(HttpServletRequest request) throws IOException {
    String packing =
        Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_ENCODING)).orElse("identity");
    return switch (packing.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> request.getInputStream();
      case "gzip", "x-gzip" -> gunzipped(request.getInputStream());
      default ->
          throw RefusedException.misshapen(
              List.of(new Violation(HttpHeaders.CONTENT_ENCODING, packing, "gzip, or nothing")));
    };
  }

  private static InputStream gunzipped(InputStream packed) throws IOException {
    try {
      return new GZIPInputStream(packed, 1 << 16);
    } catch (ZipException | EOFException e) {
      throw StreamStoppedException.unreadable(0, "Found bytes that are not gzip", e);
    }
  }
}
