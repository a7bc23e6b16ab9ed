package io.goalstream.system;

/**
 * Something that goes wrong, and how it is put right.
 *
 * @param name as a report says it
 * @param target what it happens to
 * @param below whether others rest on the target, so that it is put right before them
 */
record Fault(String name, String target, boolean below, Runnable strike, Runnable repair) {}
