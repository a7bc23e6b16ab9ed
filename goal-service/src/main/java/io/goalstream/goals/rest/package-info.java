/** The public doors in HTTP. */
@NullMarked
package io.goalstream.goals.rest;

import org.jspecify.annotations.NullMarked;
