package io.goalstream.attainment;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.goalstream.attainment.application.offending.UseCaseThatKnowsTheDatabase;
import io.goalstream.attainment.domain.offending.RuleThatAsksForTheTime;
import io.goalstream.attainment.domain.offending.RuleThatKnowsKafka;
import io.goalstream.attainment.rest.offending.AnswerThatKnowsTheDatabase;
import io.goalstream.attainment.rest.offending.AnswerThatKnowsTheStreams;
import io.goalstream.attainment.rest.offending.AnswerWithARecordOfATopic;
import io.goalstream.attainment.rest.offending.AnswerWithTheInsideOfAnother;
import io.goalstream.testing.HouseRules;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may enter which room of this service. */
class ArchitectureTest {
  private static final String SERVICE = "io.goalstream.attainment";
  private static final JavaClasses CLASSES = HouseRules.classesOf(SERVICE);

  static Stream<ArchRule> rules() {
    return HouseRules.all(SERVICE).stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRoomKeepsTheRulesOfTheHouse(ArchRule rule) {
    assertThat(CLASSES).isNotEmpty();
    rule.check(CLASSES);
  }

  static Stream<Arguments> offenders() {
    return Stream.of(
        Arguments.of(HouseRules.domainKnowsItselfOnly(SERVICE), RuleThatKnowsKafka.class),
        Arguments.of(
            HouseRules.applicationKnowsTheDomainOnly(SERVICE), UseCaseThatKnowsTheDatabase.class),
        Arguments.of(
            HouseRules.technologiesDoNotKnowEachOther(SERVICE), AnswerThatKnowsTheStreams.class),
        Arguments.of(
            HouseRules.recordsOfTopicsStayWithTheTopics(SERVICE), AnswerWithARecordOfATopic.class),
        Arguments.of(
            HouseRules.documentsStayWithTheDatabase(SERVICE), AnswerThatKnowsTheDatabase.class),
        Arguments.of(
            HouseRules.rulesDoNotAskForTimeOrChance(SERVICE), RuleThatAsksForTheTime.class),
        Arguments.of(
            HouseRules.servicesDoNotKnowEachOther(SERVICE), AnswerWithTheInsideOfAnother.class));
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void anOffenderTurnsItsRuleRed(ArchRule rule, Class<?> offender) {
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation())
        .isTrue();
  }
}
