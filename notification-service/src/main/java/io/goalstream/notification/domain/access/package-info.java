/** Who may do what. */
@NullMarked
package io.goalstream.notification.domain.access;

import org.jspecify.annotations.NullMarked;
