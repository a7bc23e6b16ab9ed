package io.goalstream.dashboard.rest.offending;

import io.goalstream.goals.v1.GoalDefinition;

/** Turns the rule about the technology rooms red. */
public record RestThatKnowsAvro(GoalDefinition goal) {}
