/** Ways out to other systems. */
@NullMarked
package io.goalstream.notification.channel;

import org.jspecify.annotations.NullMarked;
