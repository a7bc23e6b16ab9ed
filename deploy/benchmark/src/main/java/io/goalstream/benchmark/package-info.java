/**
 * Measures the engine beside a plain consumer and a textbook Kafka Streams application, each in a
 * process of its own, on a real broker and registry.
 */
@NullMarked
package io.goalstream.benchmark;

import org.jspecify.annotations.NullMarked;
