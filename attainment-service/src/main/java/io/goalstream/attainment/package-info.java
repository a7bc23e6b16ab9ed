/** Facts and goals become live progress. */
@NullMarked
package io.goalstream.attainment;

import org.jspecify.annotations.NullMarked;
