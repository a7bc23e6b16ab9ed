/** Hears what progress crosses, and follows the organization. */
@NullMarked
package io.goalstream.notification.kafka;

import org.jspecify.annotations.NullMarked;
