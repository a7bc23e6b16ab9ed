package io.goalstream.sample.application;

import io.goalstream.sample.rest.AmountResponse;

/** Breaks a rule: a use case that knows a technology's room. */
public record BookingOverHttp(AmountResponse response) {}
