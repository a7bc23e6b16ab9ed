package io.goalstream.attainment.rest.offending;

import io.goalstream.attainment.streams.AttainmentTopology;

/** Turns the rule about the technologies red. */
public record AnswerThatKnowsTheStreams(AttainmentTopology topology) {}
