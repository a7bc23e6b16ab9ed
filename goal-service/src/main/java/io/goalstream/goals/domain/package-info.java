/** The rules of goals, metrics and the organization. Nothing but Java. */
@NullMarked
package io.goalstream.goals.domain;

import org.jspecify.annotations.NullMarked;
