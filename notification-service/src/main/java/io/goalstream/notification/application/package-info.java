/** Hearing, telling and delivering, and the ports that it needs. */
@NullMarked
package io.goalstream.notification.application;

import org.jspecify.annotations.NullMarked;
