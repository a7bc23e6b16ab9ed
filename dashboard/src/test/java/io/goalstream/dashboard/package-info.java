@NullMarked
package io.goalstream.dashboard;

import org.jspecify.annotations.NullMarked;
