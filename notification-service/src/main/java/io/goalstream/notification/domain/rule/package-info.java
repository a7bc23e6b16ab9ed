/** Who hears of what, when and how. */
@NullMarked
package io.goalstream.notification.domain.rule;

import org.jspecify.annotations.NullMarked;
