package io.goalstream.attainment.rest;

/** What is wrong with one parameter. */
record Violation(String field, String found, String expected) {}
