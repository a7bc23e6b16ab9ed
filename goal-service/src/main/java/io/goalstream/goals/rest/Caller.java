package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Actor;

/** Who sent the request. */
record Caller(Actor actor) {}
