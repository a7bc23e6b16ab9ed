package io.goalstream.notification.application;

import io.goalstream.notification.domain.Message;
import io.goalstream.notification.domain.Telling;
import io.goalstream.notification.domain.rule.Plan;
import io.goalstream.notification.domain.rule.Reader;
import java.time.Instant;
import java.util.Optional;

/**
 * What one recipient is about to be told.
 *
 * @param inbox whether it goes into the recipient's inbox
 * @param destination where it is sent to besides
 * @param due when it is sent there
 * @param catchUp whether it was heard of late
 */
public record Planned(
    Reader reader,
    Plan plan,
    Telling.Word word,
    Message message,
    boolean inbox,
    Optional<String> destination,
    Instant due,
    boolean catchUp) {}
