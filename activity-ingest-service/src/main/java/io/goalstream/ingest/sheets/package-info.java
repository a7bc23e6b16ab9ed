/** Files that people hand in: text files of rows and Excel workbooks. */
@NullMarked
package io.goalstream.ingest.sheets;

import org.jspecify.annotations.NullMarked;
