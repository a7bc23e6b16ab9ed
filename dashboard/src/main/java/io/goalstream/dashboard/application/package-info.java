/** The board as it stands now, and those who watch it. */
@NullMarked
package io.goalstream.dashboard.application;

import org.jspecify.annotations.NullMarked;
