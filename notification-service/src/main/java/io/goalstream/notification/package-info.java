/** What happened, and who is told. */
@NullMarked
package io.goalstream.notification;

import org.jspecify.annotations.NullMarked;
