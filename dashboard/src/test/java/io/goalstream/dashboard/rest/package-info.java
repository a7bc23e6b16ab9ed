@NullMarked
package io.goalstream.dashboard.rest;

import org.jspecify.annotations.NullMarked;
