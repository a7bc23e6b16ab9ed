package io.goalstream.notification.domain;

/**
 * What a person was last told about a level of a goal.
 *
 * @param crossing the number of the last crossing that was heard of
 * @param reached whether the person believes that the level is reached
 * @param alertId the last alert about it
 */
public record Told(
    String personId, String goalId, String level, long crossing, boolean reached, String alertId) {}
