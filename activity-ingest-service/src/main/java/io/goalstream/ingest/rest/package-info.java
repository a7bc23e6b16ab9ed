/** The public doors in HTTP. */
@NullMarked
package io.goalstream.ingest.rest;

import org.jspecify.annotations.NullMarked;
