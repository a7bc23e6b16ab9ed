/** Facts as rows of a table: which column means what, and how its texts are read. */
@NullMarked
package io.goalstream.ingest.domain.table;

import org.jspecify.annotations.NullMarked;
