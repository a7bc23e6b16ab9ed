package io.goalstream.sample.rest;

import io.goalstream.sample.mongo.AmountDocument;

/** Breaks a rule: one technology that knows another. */
public record StoredResponse(AmountDocument document) {}
