@NullMarked
package io.goalstream.local;

import org.jspecify.annotations.NullMarked;
