package io.goalstream.benchmark;

/** How many records of all its topics a group of consumers is done with. */
@FunctionalInterface
interface GroupPlace {
  long committed();
}
