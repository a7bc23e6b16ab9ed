package io.goalstream.goals.domain;

import java.util.Optional;

/**
 * A goal as somebody asks for it.
 *
 * @param id chosen by who asks, or by the service if empty
 */
public record GoalRequest(Optional<String> id, TermsRequest terms) {}
