package io.goalstream.sample.mongo;

import io.goalstream.sample.domain.Amount;
import org.bson.Document;

/** Breaks no rule: documents belong here. */
public record AmountDocument(Document document, Amount amount) {}
