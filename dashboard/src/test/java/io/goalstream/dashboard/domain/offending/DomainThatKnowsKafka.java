package io.goalstream.dashboard.domain.offending;

import org.apache.kafka.common.TopicPartition;

/** Turns the rule about the domain red. */
public record DomainThatKnowsKafka(TopicPartition partition) {}
