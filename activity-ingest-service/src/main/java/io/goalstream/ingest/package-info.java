/** Admits facts: what is handed in, what it must look like, and what becomes of it. */
@NullMarked
package io.goalstream.ingest;

import org.jspecify.annotations.NullMarked;
