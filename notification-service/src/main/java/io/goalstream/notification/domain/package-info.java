/** The rules of telling: whom, what, and what is told only once. Nothing but Java. */
@NullMarked
package io.goalstream.notification.domain;

import org.jspecify.annotations.NullMarked;
