/** Inboxes, what people were told, and deliveries. */
@NullMarked
package io.goalstream.notification.mongo;

import org.jspecify.annotations.NullMarked;
