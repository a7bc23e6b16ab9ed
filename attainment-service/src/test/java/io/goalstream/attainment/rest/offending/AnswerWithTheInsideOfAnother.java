package io.goalstream.attainment.rest.offending;

import io.goalstream.testing.TestParts;

/** Turns the rule about services red: these parts are not this service's. */
public record AnswerWithTheInsideOfAnother(TestParts parts) {}
