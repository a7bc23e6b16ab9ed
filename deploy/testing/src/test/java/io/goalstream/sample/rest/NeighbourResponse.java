package io.goalstream.sample.rest;

import io.goalstream.neighbour.domain.Price;

/** Breaks a rule: one service that knows another. */
public record NeighbourResponse(Price price) {}
