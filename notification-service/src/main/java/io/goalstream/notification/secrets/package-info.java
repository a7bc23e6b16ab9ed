/** Secrets are sealed before they leave the memory. */
@NullMarked
package io.goalstream.notification.secrets;

import org.jspecify.annotations.NullMarked;
