package io.goalstream.attainment.rest.offending;

import org.bson.Document;

/** Turns the rule about documents red. */
public record AnswerThatKnowsTheDatabase(Document document) {}
