package io.goalstream.notification.rest;

import io.goalstream.notification.application.Inbox;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends alerts to open pages as server-sent events. The id of an event is the alert's place, which
 * has no gaps, so a page that was away goes on exactly where it was, whichever instance it finds.
 * Each page asks the database by itself, since the alert may come from another instance.
 */
@Component
class LiveInboxes {
  private static final Logger LOG = LoggerFactory.getLogger(LiveInboxes.class);
  private static final int MOST_EACH = 5;
  private static final int AT_ONCE = 100;
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LOOKS_UNTIL_PING = 30;
  private static final int LOOKS_UNTIL_COUNT = 4;

  private final Inbox inbox;
  private final Map<String, Integer> pages = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  LiveInboxes(Inbox inbox) {
    this.inbox = inbox;
  }

  record Unread(long unread) {}

  /** An open connection would hold up the end of the service. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing.countDown();
  }

  /**
   * Opens a stream.
   *
   * @param after the place of the alert that was seen last; empty for new ones only
   */
  SseEmitter open(String personId, Optional<Long> after) {
    int open = pages.merge(personId, 1, Integer::sum);
    if (open > MOST_EACH) {
      left(personId);
      throw RefusedException.conflict(
          "personId",
          "%d open streams of %s".formatted(MOST_EACH, personId),
          "one of them to be closed first");
    }
    SseEmitter emitter = new SseEmitter(0L);
    Thread.ofVirtual().name("inbox-" + personId).start(() -> serve(emitter, personId, after));
    return emitter;
  }

  private void left(String personId) {
    pages.computeIfPresent(personId, (id, count) -> count == 1 ? null : count - 1);
  }

  private void serve(SseEmitter emitter, String personId, Optional<Long> after) {
    try {
      emitter.send(SseEmitter.event().reconnectTime(LOOK.toMillis() * 4));
      long place = after.orElseGet(() -> newest(personId));
      long unread = -1;
      int looks = 0;
      do {
        List<Inbox.Entry> entries = inbox.after(personId, place, AT_ONCE);
        for (Inbox.Entry entry : entries) {
          emitter.send(
              SseEmitter.event()
                  .id(String.valueOf(entry.place()))
                  .name("alert")
                  .data(InboxController.AlertView.of(entry)));
          place = entry.place();
        }
        boolean look = !entries.isEmpty() || looks % LOOKS_UNTIL_COUNT == 0;
        long now = look ? inbox.unread(personId) : unread;
        if (now != unread) {
          unread = now;
          emitter.send(SseEmitter.event().name("unread").data(new Unread(now)));
        }
        looks++;
        if (looks % LOOKS_UNTIL_PING == 0) {
          emitter.send(SseEmitter.event().comment("ping"));
        }
      } while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
      emitter.complete();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The page of {} is gone: {}", personId, e.getMessage());
      emitter.complete();
    } catch (RuntimeException e) {
      LOG.info("The stream of {} ends, and its page comes again: {}", personId, e.getMessage());
      emitter.completeWithError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      emitter.complete();
    } finally {
      left(personId);
    }
  }

  private long newest(String personId) {
    return inbox.before(personId, Long.MAX_VALUE, false, 1).stream()
        .mapToLong(Inbox.Entry::place)
        .findFirst()
        .orElse(0);
  }
}
