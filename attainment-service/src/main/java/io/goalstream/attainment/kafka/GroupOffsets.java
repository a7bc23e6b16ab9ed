package io.goalstream.attainment.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** Lets consumer groups read their topics from the beginning. */
public final class GroupOffsets {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final long ADMIN_SECONDS = 30;

  private final Admin admin;

  public GroupOffsets(Admin admin) {
    this.admin = admin;
  }

  /**
   * Forgets how far the groups are.
   *
   * @throws IllegalStateException if a group has members still, or the broker refuses
   */
  public void forget(Collection<String> groups) throws InterruptedException {
    for (String group : groups) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!isForgotten(group)) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "Group %s still has members; stop every instance of the service first"
                  .formatted(group));
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    }
  }

  private boolean isForgotten(String group) throws InterruptedException {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get(ADMIN_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case GroupIdNotFoundException never -> true;
        case GroupNotEmptyException busy -> false;
        case null, default -> throw new IllegalStateException("The broker refused: " + e, e);
      };
    } catch (TimeoutException e) {
      throw new IllegalStateException("The broker did not answer in time", e);
    }
  }
}
