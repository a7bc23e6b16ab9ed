/** Objectives with weighted key results. */
@NullMarked
package io.goalstream.goals.domain.objective;

import org.jspecify.annotations.NullMarked;
