package io.goalstream.attainment.rest.offending;

import io.goalstream.attainment.v1.GoalProgress;

/** Turns the rule about records of topics red. */
public record AnswerWithARecordOfATopic(GoalProgress progress) {}
