/** Subscribes to the progress topic for the read model. */
@NullMarked
package io.goalstream.attainment.kafka;

import org.jspecify.annotations.NullMarked;
