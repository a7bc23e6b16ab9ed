package io.goalstream.schemas.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.deployment.AccessList.Grant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessListTest {
  @Test
  void aTopicThatIsNamedIsInTheCatalogue() {
    Set<String> installed =
        ContractInstaller.topics((short) 1).stream()
            .map(NewTopic::name)
            .collect(Collectors.toSet());

    AccessList.users()
        .values()
        .forEach(
            grants ->
                assertThat(grants)
                    .filteredOn(grant -> isOneTopic(grant))
                    .extracting(grant -> grant.resource().name())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(installed));
  }

  @Test
  void onlyTheStepsOfAnOperatorMakeAndDeleteTopicsOfTheCatalogue() {
    Set<String> steps = Set.of("contracts", "attainment-rebuild");
    assertThat(AccessList.users()).containsKeys("contracts", "attainment-rebuild");
    AccessList.users()
        .forEach(
            (user, grants) ->
                assertThat(grants)
                    .as(user)
                    .filteredOn(grant -> isOneTopic(grant) && !steps.contains(user))
                    .allSatisfy(
                        grant ->
                            assertThat(grant.operations())
                                .isSubsetOf(AclOperation.READ, AclOperation.WRITE)));
  }

  private static boolean isOneTopic(Grant grant) {
    return grant.resource().resourceType() == ResourceType.TOPIC
        && grant.resource().patternType() == PatternType.LITERAL;
  }
}
