package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Fact;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact that was taken in.
 *
 * @param receipt names the hand-in
 * @param fact its full state, or the values of those fields that have changed
 * @param change present if only some fields have changed
 */
public record Submission(String receipt, Instant receivedAt, Fact fact, Optional<Change> change) {}
