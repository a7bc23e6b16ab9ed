package io.goalstream.ingest.application;

import io.goalstream.ingest.domain.FactKind;

/**
 * An event of another system of which nobody can tell what it means, until its mapping is changed
 * or what it lacks is there.
 *
 * @param source the name of the system
 * @param id of the fact that it is about, as far as it is known
 * @param event as it came, in JSON
 * @param reason what was found and what was expected
 */
public record Unclear(FactKind kind, String source, String id, String event, String reason) {}
