package io.goalstream.ingest.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bodies that are read whole have a limit, each and all of them together: while the broker is slow
 * they stand in memory, however many come. Streams are read in parts and files go to the disk; they
 * have limits of their own.
 */
final class BodyLimit extends OncePerRequestFilter {
  static final int MOST_BYTES = 4 << 20;

  /** A body takes this share of the heap several times over once it is read. */
  private static final int SHARE_OF_HEAP = 8;

  private static final int PIECE = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Semaphore pieces;
  private final Duration patience;

  /**
   * @param bytes how much of all bodies may be in memory
   * @param patience how long a body waits for others to go
   */
  BodyLimit(long bytes, Duration patience) {
    this.pieces = new Semaphore((int) Math.max(1, bytes / PIECE));
    this.patience = patience;
  }

  /** One with a share of the heap, and at least two bodies at once. */
  static BodyLimit ofHeap() {
    return new BodyLimit(
        Math.max(2 * MOST_BYTES + 2 * PIECE, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP),
        PATIENCE);
  }

  /** Others take the room; the same can be sent again in a moment. */
  static final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
      super("Found too many long bodies at once, expected room for one more");
    }
  }

  /** More came than is read. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super(
          "Found a body of more than %d bytes, expected fewer; send more at once as lines (%s)"
              .formatted(MOST_BYTES, FactStreamController.NDJSON));
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    if (request.getRequestURI().startsWith(ImportController.PATH + "/")) {
      return true;
    }
    if (!FactStreamController.PATHS.contains(request.getRequestURI())) {
      return false;
    }
    String type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
    return FactStreamController.TYPES.stream().anyMatch(type::startsWith);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Room room = new Room();
    try {
      chain.doFilter(new Limited(request, room), response);
    } finally {
      room.release();
    }
  }

  /** What one body takes. */
  private final class Room {
    private int taken;

    void hold(long bytes) throws NoRoomException {
      int missing = (int) ((bytes + PIECE - 1) / PIECE) - taken;
      if (missing <= 0) {
        return;
      }
      try {
        if (!pieces.tryAcquire(missing, patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new NoRoomException();
        }
        taken += missing;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoRoomException();
      }
    }

    void release() {
      pieces.release(taken);
      taken = 0;
    }
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final Room room;

    Limited(HttpServletRequest request, Room room) {
      super(request);
      this.room = room;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (getContentLengthLong() > MOST_BYTES) {
        throw new TooLongException();
      }
      return new Counted(super.getInputStream(), room);
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream body;
    private final Room room;
    private long read;

    Counted(ServletInputStream body, Room room) {
      this.body = body;
      this.room = room;
    }

    @Override
    public int read() throws IOException {
      int one = body.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int some = body.read(into, offset, length);
      count(Math.max(0, some));
      return some;
    }

    private void count(int bytes) throws IOException {
      read += bytes;
      if (read > MOST_BYTES) {
        throw new TooLongException();
      }
      room.hold(read);
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
