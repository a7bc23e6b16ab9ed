@NullMarked
package io.goalstream.dashboard.domain;

import org.jspecify.annotations.NullMarked;
