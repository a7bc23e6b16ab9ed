/** What whoever operates the service gets to see. */
@NullMarked
package io.goalstream.notification.operation;

import org.jspecify.annotations.NullMarked;
