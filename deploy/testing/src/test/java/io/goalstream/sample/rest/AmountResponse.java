package io.goalstream.sample.rest;

import io.goalstream.sample.application.Booking;
import io.goalstream.sample.domain.Amount;

/** Breaks no rule. */
public record AmountResponse(Amount amount, Booking booking) {}
