package io.goalstream.notification.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A message in somebody's inbox.
 *
 * @param goalId empty where it is about the service itself
 * @param level attainment as a fraction, for levels
 * @param moment what one change brings at once has the same moment
 * @param corrects the alert that is no longer true
 * @param supersededBy the alert on a higher level that one change brought with this one
 */
public record Alert(
    String id,
    String personId,
    AlertKind kind,
    Optional<String> goalId,
    Optional<BigDecimal> level,
    String moment,
    Message message,
    Instant at,
    boolean read,
    Optional<String> corrects,
    Optional<String> supersededBy) {}
