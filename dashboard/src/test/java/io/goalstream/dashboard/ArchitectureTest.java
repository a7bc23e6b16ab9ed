package io.goalstream.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.goalstream.dashboard.domain.offending.DomainThatKnowsKafka;
import io.goalstream.dashboard.rest.offending.RestThatKnowsAvro;
import org.junit.jupiter.api.Test;

/** Who may enter which room. */
class ArchitectureTest {
  private static final String DOMAIN = "io.goalstream.dashboard.domain..";
  private static final String APPLICATION = "io.goalstream.dashboard.application..";
  private static final String REST = "io.goalstream.dashboard.rest..";

  private static final ArchRule DOMAIN_IS_PURE =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, "java..", "org.jspecify..");

  private static final ArchRule APPLICATION_KNOWS_THE_DOMAIN_ALONE =
      classes()
          .that()
          .resideInAPackage(APPLICATION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(APPLICATION, DOMAIN, "java..", "org.jspecify..");

  private static final ArchRule AVRO_AND_KAFKA_STAY_IN_THEIR_ROOM =
      noClasses()
          .that()
          .resideInAPackage(REST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.goalstream.dashboard.kafka..",
              "io.goalstream.schemas..",
              "io.goalstream.goals..",
              "io.goalstream.sales..",
              "io.goalstream.attainment..",
              "org.apache.kafka..",
              "org.apache.avro..");

  private final JavaClasses dashboard =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.goalstream.dashboard");

  @Test
  void everyRoomKeepsItsRules() {
    DOMAIN_IS_PURE.check(dashboard);
    APPLICATION_KNOWS_THE_DOMAIN_ALONE.check(dashboard);
    AVRO_AND_KAFKA_STAY_IN_THEIR_ROOM.check(dashboard);
  }

  @Test
  void theRulesTurnRedForAnOffender() {
    assertThat(breaks(DOMAIN_IS_PURE, DomainThatKnowsKafka.class)).isTrue();
    assertThat(breaks(AVRO_AND_KAFKA_STAY_IN_THEIR_ROOM, RestThatKnowsAvro.class)).isTrue();
  }

  private static boolean breaks(ArchRule rule, Class<?> offender) {
    return rule.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation();
  }
}
