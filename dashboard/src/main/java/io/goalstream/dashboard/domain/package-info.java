/** The rules of the board: what a row says, where a bar ends, in which order rows stand. */
@NullMarked
package io.goalstream.dashboard.domain;

import org.jspecify.annotations.NullMarked;
