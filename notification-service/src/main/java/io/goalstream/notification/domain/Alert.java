package io.goalstream.notification.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A message in somebody's inbox.
 *
 * @param crossing the number of the crossing that it tells of, which orders the alerts on a level
 * @param corrects the alert that is no longer true
 */
public record Alert(
    String id,
    String personId,
    Telling.Kind kind,
    String goalId,
    String goalName,
    BigDecimal level,
    long crossing,
    String title,
    String text,
    Instant at,
    boolean read,
    Optional<String> corrects) {}
