@NullMarked
package io.goalstream.dashboard.domain.offending;

import org.jspecify.annotations.NullMarked;
