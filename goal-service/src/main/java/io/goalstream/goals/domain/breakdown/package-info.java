/** How a goal is broken down into goals that add up to it. */
@NullMarked
package io.goalstream.goals.domain.breakdown;

import org.jspecify.annotations.NullMarked;
