package io.goalstream.attainment.domain.offending;

import org.apache.kafka.common.TopicPartition;

/** Turns the rule about the domain red. */
public record RuleThatKnowsKafka(TopicPartition partition) {}
