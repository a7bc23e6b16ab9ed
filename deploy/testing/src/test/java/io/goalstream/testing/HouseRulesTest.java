package io.goalstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.goalstream.sample.application.Booking;
import io.goalstream.sample.application.BookingOverHttp;
import io.goalstream.sample.application.RandomBooking;
import io.goalstream.sample.domain.Amount;
import io.goalstream.sample.domain.ImpatientRule;
import io.goalstream.sample.domain.LoggingRule;
import io.goalstream.sample.kafka.DealReader;
import io.goalstream.sample.kafka.StoringReader;
import io.goalstream.sample.mongo.AmountDocument;
import io.goalstream.sample.rest.AmountResponse;
import io.goalstream.sample.rest.DealResponse;
import io.goalstream.sample.rest.NeighbourResponse;
import io.goalstream.sample.rest.StoredResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule turns red on the class that was written to break it, and on no class that keeps it. */
class HouseRulesTest {
  private static final String SAMPLE = "io.goalstream.sample";

  private static final JavaClasses LAWFUL =
      new ClassFileImporter()
          .importClasses(
              Amount.class,
              Booking.class,
              AmountResponse.class,
              DealReader.class,
              AmountDocument.class);

  static Stream<Arguments> offenders() {
    return Stream.of(
        Arguments.of(HouseRules.domainKnowsItselfOnly(SAMPLE), LoggingRule.class),
        Arguments.of(HouseRules.applicationKnowsTheDomainOnly(SAMPLE), BookingOverHttp.class),
        Arguments.of(HouseRules.technologiesDoNotKnowEachOther(SAMPLE), StoredResponse.class),
        Arguments.of(HouseRules.recordsOfTopicsStayWithTheTopics(SAMPLE), DealResponse.class),
        Arguments.of(HouseRules.documentsStayWithTheDatabase(SAMPLE), StoringReader.class),
        Arguments.of(HouseRules.rulesDoNotAskForTimeOrChance(SAMPLE), ImpatientRule.class),
        Arguments.of(HouseRules.rulesDoNotAskForTimeOrChance(SAMPLE), RandomBooking.class),
        Arguments.of(HouseRules.servicesDoNotKnowEachOther(SAMPLE), NeighbourResponse.class));
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void anOffenderTurnsItsRuleRed(ArchRule rule, Class<?> offender) {
    List<String> violations = violations(rule, new ClassFileImporter().importClasses(offender));

    assertThat(violations)
        .isNotEmpty()
        .allSatisfy(violation -> assertThat(violation).contains(offender.getSimpleName()));
  }

  @Test
  void anOffenderOffendsAgainstItsOwnRuleOnly() {
    JavaClasses offender = new ClassFileImporter().importClasses(StoredResponse.class);

    assertThat(HouseRules.all(SAMPLE))
        .filteredOn(rule -> !violations(rule, offender).isEmpty())
        .hasSize(1);
  }

  @Test
  void aReferenceToTheClockCountsAsACall() {
    JavaClasses offender = new ClassFileImporter().importClasses(ImpatientRule.class);

    assertThat(violations(HouseRules.rulesDoNotAskForTimeOrChance(SAMPLE), offender))
        .anyMatch(violation -> violation.contains("decidedAt"))
        .anyMatch(violation -> violation.contains("deciding"));
  }

  @Test
  void lawfulClassesBreakNoRule() {
    assertThat(HouseRules.all(SAMPLE))
        .allSatisfy(rule -> assertThat(violations(rule, LAWFUL)).isEmpty());
  }

  @Test
  void aServiceWithoutARoomBreaksNoRuleAboutIt() {
    JavaClasses nothing = new ClassFileImporter().importClasses();

    assertThat(HouseRules.all(SAMPLE))
        .allSatisfy(rule -> assertThat(violations(rule, nothing)).isEmpty());
  }

  @Test
  void theClassesOfAServiceAreThoseOfItsMainSources() {
    assertThat(HouseRules.classesOf(SAMPLE)).isEmpty();
    assertThat(HouseRules.classesOf("io.goalstream.testing"))
        .anyMatch(type -> type.getSimpleName().equals("HouseRules"))
        .noneMatch(type -> type.getSimpleName().equals("HouseRulesTest"));
  }

  private static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
