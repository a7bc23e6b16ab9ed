/** Who may do what: roles, how people stand to owners of goals, and the table of both. */
@NullMarked
package io.goalstream.goals.domain.access;

import org.jspecify.annotations.NullMarked;
