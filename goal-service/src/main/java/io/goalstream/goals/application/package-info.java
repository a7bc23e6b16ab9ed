/** What people and events make the service do, and the ports that it needs. */
@NullMarked
package io.goalstream.goals.application;

import org.jspecify.annotations.NullMarked;
