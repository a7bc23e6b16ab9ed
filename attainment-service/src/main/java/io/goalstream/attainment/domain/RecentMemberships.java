package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last few answers of the organization, since a fact makes all its goals' owners ask
 * the same. To be told when the organization changes.
 */
final class RecentMemberships implements CreditRule.Memberships {
  /** Two reps on three dates fit. */
  private static final int PLACES = 6;

  private final Organization organization;
  private final @Nullable Answer[] answers = new Answer[PLACES];
  private int next;

  private record Answer(String repId, LocalDate date, Set<String> units) {}

  RecentMemberships(Organization organization) {
    this.organization = organization;
  }

  void forget() {
    Arrays.fill(answers, null);
  }

  @Override
  public Set<String> unitsOf(String repId, LocalDate date) {
    for (Answer answer : answers) {
      if (answer != null && answer.date.equals(date) && answer.repId.equals(repId)) {
        return answer.units;
      }
    }
    Set<String> units = organization.unitsOf(repId, date);
    answers[next] = new Answer(repId, date, units);
    next = (next + 1) % PLACES;
    return units;
  }
}
