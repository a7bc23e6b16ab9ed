/** The rules of admission. Nothing but Java. */
@NullMarked
package io.goalstream.ingest.domain;

import org.jspecify.annotations.NullMarked;
