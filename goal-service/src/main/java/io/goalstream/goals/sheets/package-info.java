/** Spreadsheets: what people export, edit and hand in again, as Excel workbooks and as CSV. */
@NullMarked
package io.goalstream.goals.sheets;

import org.jspecify.annotations.NullMarked;
