package io.goalstream.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may know whom inside a service: the rooms of the house style, as rules for one service's base
 * package. A rule says nothing about rooms that a service does not have.
 */
public final class HouseRules {
  private static final List<String> TECHNOLOGIES =
      List.of("rest", "kafka", "streams", "mongo", "channel");

  private static final String[] GENERATED = {
    "io.goalstream.sales.v1..",
    "io.goalstream.intake.v1..",
    "io.goalstream.goals.v1..",
    "io.goalstream.attainment.v1..",
    "io.goalstream.attainment.internal.."
  };

  private static final String[] DATABASE = {
    "org.springframework.data.mongodb..", "org.bson..", "com.mongodb.."
  };

  /** What gives another answer each time it is asked, by class. */
  private static final Map<String, Set<String>> UNREPEATABLE =
      Map.of(
          "java.util.UUID", Set.of("randomUUID"),
          "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
          "java.lang.Math", Set.of("random"),
          "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
          "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"));

  private HouseRules() {}

  /** The classes of a service without its tests. */
  public static JavaClasses classesOf(String service) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages(service);
  }

  /** Every rule for the service with that base package. */
  public static List<ArchRule> all(String service) {
    return List.of(
        domainKnowsItselfOnly(service),
        applicationKnowsTheDomainOnly(service),
        technologiesDoNotKnowEachOther(service),
        recordsOfTopicsStayWithTheTopics(service),
        documentsStayWithTheDatabase(service),
        rulesDoNotAskForTimeOrChance(service),
        servicesDoNotKnowEachOther(service));
  }

  public static ArchRule domainKnowsItselfOnly(String service) {
    return classes()
        .that()
        .resideInAPackage(service + ".domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", service + ".domain..")
        .because("rules are read and tested without any technology")
        .allowEmptyShould(true);
  }

  public static ArchRule applicationKnowsTheDomainOnly(String service) {
    return classes()
        .that()
        .resideInAPackage(service + ".application..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "org.slf4j..",
            service + ".domain..",
            service + ".application..")
        .because("a use case says what happens, its ports say what it needs")
        .allowEmptyShould(true);
  }

  public static ArchRule technologiesDoNotKnowEachOther(String service) {
    List<ArchRule> rules = new ArrayList<>();
    for (String technology : TECHNOLOGIES) {
      String[] others =
          TECHNOLOGIES.stream()
              .filter(other -> !other.equals(technology))
              .map(other -> service + "." + other + "..")
              .toArray(String[]::new);
      rules.add(
          noClasses()
              .that()
              .resideInAPackage(service + "." + technology + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others)
              .because("each can be replaced without the others")
              .allowEmptyShould(true));
    }
    return CompositeArchRule.of(rules);
  }

  public static ArchRule recordsOfTopicsStayWithTheTopics(String service) {
    return noClasses()
        .that(
            inside(service)
                .and(
                    resideOutsideOfPackages(
                        service + ".records..", service + ".kafka..", service + ".streams..")))
        .and()
        .resideOutsideOfPackages(GENERATED)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(GENERATED)
        .because("a new version of a record must not reach the rules")
        .allowEmptyShould(true);
  }

  public static ArchRule documentsStayWithTheDatabase(String service) {
    return noClasses()
        .that(inside(service).and(resideOutsideOfPackages(service + ".mongo..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(DATABASE)
        .because("how something is stored is nobody else's business")
        .allowEmptyShould(true);
  }

  public static ArchRule rulesDoNotAskForTimeOrChance(String service) {
    return noClasses()
        .that()
        .resideInAnyPackage(service + ".domain..", service + ".application..")
        .should()
        .accessTargetWhere(unrepeatable())
        .because("time, ids and chance come in as arguments or from an injected clock")
        .allowEmptyShould(true);
  }

  public static ArchRule servicesDoNotKnowEachOther(String service) {
    String[] allowed =
        Stream.concat(Stream.of(service + "..", "io.goalstream.schemas.."), Stream.of(GENERATED))
            .toArray(String[]::new);
    return noClasses()
        .that(inside(service))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.goalstream..").and(resideOutsideOfPackages(allowed)))
        .because("services meet in topics and public REST only")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> inside(String service) {
    return resideInAPackage(service + "..");
  }

  private static DescribedPredicate<JavaAccess<?>> unrepeatable() {
    return describe(
        "asks for the present time or for chance",
        access -> {
          String owner = access.getTargetOwner().getName();
          String name = access.getTarget().getName();
          return UNREPEATABLE.getOrDefault(owner, Set.of()).contains(name)
              || (owner.equals("java.util.Random") && name.equals("<init>"))
              || (owner.startsWith("java.time.") && name.equals("now") && !takesClock(access));
        });
  }

  private static boolean takesClock(JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && target.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }
}
