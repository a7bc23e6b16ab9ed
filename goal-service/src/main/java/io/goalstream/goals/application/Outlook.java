package io.goalstream.goals.application;

/** What becomes of things that are handed in together, or would become. */
public record Outlook(int added, int changed, int unchanged) {
  Outlook and(Outlook other) {
    return new Outlook(added + other.added, changed + other.changed, unchanged + other.unchanged);
  }
}
