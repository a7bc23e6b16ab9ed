/** From the board to the browser. */
@NullMarked
package io.goalstream.dashboard.rest;

import org.jspecify.annotations.NullMarked;
