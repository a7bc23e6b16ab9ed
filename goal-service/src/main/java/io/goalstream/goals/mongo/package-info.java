/** Keeps documents with what is still to be published inside them. */
@NullMarked
package io.goalstream.goals.mongo;

import org.jspecify.annotations.NullMarked;
