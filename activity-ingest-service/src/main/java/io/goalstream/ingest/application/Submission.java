package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.Fact;
import java.time.Instant;

/**
 * A fact that was taken in.
 *
 * @param receipt names the hand-in
 */
public record Submission(String receipt, Instant receivedAt, Fact fact) {}
