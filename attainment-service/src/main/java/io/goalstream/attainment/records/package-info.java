/**
 * What the records of the public topics mean to the rules; the same for the engine and for the
 * ledger.
 */
@NullMarked
package io.goalstream.attainment.records;

import org.jspecify.annotations.NullMarked;
