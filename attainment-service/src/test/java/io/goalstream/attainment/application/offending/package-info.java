/** Classes that break the rules of their room, to see the rules turn red. */
@NullMarked
package io.goalstream.attainment.application.offending;

import org.jspecify.annotations.NullMarked;
