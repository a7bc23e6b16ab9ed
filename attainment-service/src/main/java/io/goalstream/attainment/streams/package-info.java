/**
 * The topology: facts and definitions come in, progress and events go out, all in Kafka's
 * transactions.
 */
@NullMarked
package io.goalstream.attainment.streams;

import org.jspecify.annotations.NullMarked;
