/** People define goals, and everything that goals rest on. */
@NullMarked
package io.goalstream.goals;

import org.jspecify.annotations.NullMarked;
