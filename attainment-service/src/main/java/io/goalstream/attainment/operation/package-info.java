/** What an operator sees of the engine: meters and health. */
@NullMarked
package io.goalstream.attainment.operation;

import org.jspecify.annotations.NullMarked;
