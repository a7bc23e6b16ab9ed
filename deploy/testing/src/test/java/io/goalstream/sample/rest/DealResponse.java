package io.goalstream.sample.rest;

import io.goalstream.sales.v1.Deal;

/** Breaks a rule: a record of a topic outside the rooms of the topics. */
public record DealResponse(Deal deal) {}
