/** The SMART check: what makes a goal a good one, letter by letter. */
@NullMarked
package io.goalstream.goals.domain.smart;

import org.jspecify.annotations.NullMarked;
