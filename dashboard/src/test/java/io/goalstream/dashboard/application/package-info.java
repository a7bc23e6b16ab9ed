@NullMarked
package io.goalstream.dashboard.application;

import org.jspecify.annotations.NullMarked;
