/** The dashboard: a subscriber of the public topics like any other. */
@NullMarked
package io.goalstream.dashboard;

import org.jspecify.annotations.NullMarked;
