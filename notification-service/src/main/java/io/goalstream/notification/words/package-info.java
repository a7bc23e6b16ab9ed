/** Alerts in words, in every language that has a file. */
@NullMarked
package io.goalstream.notification.words;

import org.jspecify.annotations.NullMarked;
