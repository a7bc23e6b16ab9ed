package io.goalstream.attainment.application.offending;

import org.bson.Document;

/** Turns the rule about the application red. */
public record UseCaseThatKnowsTheDatabase(Document document) {}
