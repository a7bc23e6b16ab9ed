package io.goalstream.sample.kafka;

import org.bson.Document;

/** Breaks a rule: a document outside the room of the database. */
public record StoringReader(Document document) {}
