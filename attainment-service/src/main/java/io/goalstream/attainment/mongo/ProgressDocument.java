package io.goalstream.attainment.mongo;

import io.goalstream.attainment.application.ProgressView;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/** Progress as it is stored, under the goal's id. */
@Document("progress")
record ProgressDocument(@Id String id, ProgressView progress) {}
