/** Fiscal calendars: how companies cut time into years, quarters and months. */
@NullMarked
package io.goalstream.goals.domain.calendar;

import org.jspecify.annotations.NullMarked;
