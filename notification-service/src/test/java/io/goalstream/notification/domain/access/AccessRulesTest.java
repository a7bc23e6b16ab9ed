package io.goalstream.notification.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.access.AccessRules.Action;
import io.goalstream.notification.domain.access.AccessRules.Relation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessRulesTest {
  /** Who has which role, and in which relation it is allowed. */
  @ParameterizedTest
  @CsvSource({
    "OWN_THINGS,           NONE,    ''",
    "OWN_THINGS,           REP,     SELF",
    "OWN_THINGS,           MANAGER, SELF",
    "OWN_THINGS,           ADMIN,   SELF LEADER OTHER",
    "READ_RULES,           NONE,    ''",
    "READ_RULES,           REP,     SELF LEADER OTHER",
    "READ_RULES,           MANAGER, SELF LEADER OTHER",
    "READ_RULES,           ADMIN,   SELF LEADER OTHER",
    "WRITE_UNIT_RULES,     NONE,    ''",
    "WRITE_UNIT_RULES,     REP,     ''",
    "WRITE_UNIT_RULES,     MANAGER, LEADER",
    "WRITE_UNIT_RULES,     ADMIN,   SELF LEADER OTHER",
    "WRITE_COMPANY_RULES,  NONE,    ''",
    "WRITE_COMPANY_RULES,  REP,     ''",
    "WRITE_COMPANY_RULES,  MANAGER, ''",
    "WRITE_COMPANY_RULES,  ADMIN,   SELF LEADER OTHER",
    "PREVIEW,              NONE,    ''",
    "PREVIEW,              REP,     ''",
    "PREVIEW,              MANAGER, SELF LEADER OTHER",
    "PREVIEW,              ADMIN,   SELF LEADER OTHER",
    "CHANNELS,             NONE,    ''",
    "CHANNELS,             REP,     ''",
    "CHANNELS,             MANAGER, ''",
    "CHANNELS,             ADMIN,   SELF LEADER OTHER",
  })
  void whatEachRoleMay(Action action, String role, String relations) {
    Person person =
        Person.of("ana", role.equals("NONE") ? List.of("SOURCE", "SERVICE") : List.of(role));

    for (Relation relation : Relation.values()) {
      assertThat(AccessRules.allow(person, action, relation))
          .as("%s as %s, %s", action, role, relation)
          .isEqualTo(relations.contains(relation.name()));
    }
  }

  @Test
  void severalRolesMayWhatEachOfThemMay() {
    Person both = new Person("ana", Set.of(Role.REP, Role.MANAGER));

    for (Action action : Action.values()) {
      for (Relation relation : Relation.values()) {
        assertThat(AccessRules.allow(both, action, relation))
            .isEqualTo(
                Stream.of(Role.REP, Role.MANAGER)
                    .anyMatch(
                        role ->
                            AccessRules.allow(new Person("ana", Set.of(role)), action, relation)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalSaysWhoMay(Action action) {
    assertThat(AccessRules.expected(action)).contains("ADMIN");
  }
}
