/** Publishes definitions and events, and hears what progress crosses. */
@NullMarked
package io.goalstream.goals.kafka;

import org.jspecify.annotations.NullMarked;
