/** From the public topics to the board. */
@NullMarked
package io.goalstream.dashboard.kafka;

import org.jspecify.annotations.NullMarked;
