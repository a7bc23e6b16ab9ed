/** The public doors in HTTP. */
@NullMarked
package io.goalstream.attainment.rest;

import org.jspecify.annotations.NullMarked;
