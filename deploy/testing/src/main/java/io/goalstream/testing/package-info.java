@NullMarked
package io.goalstream.testing;

import org.jspecify.annotations.NullMarked;
