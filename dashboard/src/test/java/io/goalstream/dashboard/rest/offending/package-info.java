@NullMarked
package io.goalstream.dashboard.rest.offending;

import org.jspecify.annotations.NullMarked;
