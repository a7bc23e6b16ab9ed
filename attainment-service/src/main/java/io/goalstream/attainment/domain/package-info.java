/**
 * The rules: what a fact counts for, where a goal stands, and what crossing a level means. Nothing
 * but Java.
 */
@NullMarked
package io.goalstream.attainment.domain;

import org.jspecify.annotations.NullMarked;
