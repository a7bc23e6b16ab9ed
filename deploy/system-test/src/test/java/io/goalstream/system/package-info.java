/** The assembled system, tried through its public doors only. */
@NullMarked
package io.goalstream.system;

import org.jspecify.annotations.NullMarked;
