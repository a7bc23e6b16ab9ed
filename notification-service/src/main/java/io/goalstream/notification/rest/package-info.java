/** The public doors in HTTP. */
@NullMarked
package io.goalstream.notification.rest;

import org.jspecify.annotations.NullMarked;
