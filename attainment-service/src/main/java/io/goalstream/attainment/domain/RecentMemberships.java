package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last few reps that the organization was asked about, since a fact makes all its
 * goals' owners ask the same. To be told when the organization changes.
 */
final class RecentMemberships implements CreditRule.Memberships {
  /** More reps seldom share a deal. */
  private static final int PLACES = 4;

  private final Organization organization;
  private final @Nullable Answer[] answers = new Answer[PLACES];
  private int next;

  private record Answer(String repId, Organization.History history) {}

  RecentMemberships(Organization organization) {
    this.organization = organization;
  }

  void forget() {
    Arrays.fill(answers, null);
  }

  /** Takes in an answer that the organization gave to somebody else. */
  void remember(String repId, Organization.History history) {
    if (find(repId) == null) {
      answers[next] = new Answer(repId, history);
      next = (next + 1) % PLACES;
    }
  }

  private Organization.@Nullable History find(String repId) {
    for (Answer answer : answers) {
      if (answer != null && answer.repId.equals(repId)) {
        return answer.history;
      }
    }
    return null;
  }

  @Override
  public Set<String> unitsOf(String repId, LocalDate date) {
    Organization.History known = find(repId);
    if (known == null) {
      known = organization.historyOf(repId);
      remember(repId, known);
    }
    return known.on(date);
  }
}
