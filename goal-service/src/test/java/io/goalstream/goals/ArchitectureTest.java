package io.goalstream.goals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.goalstream.testing.HouseRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may enter which room; deploy/testing shows for each rule a class that turns it red. */
class ArchitectureTest {
  private static final String SERVICE = "io.goalstream.goals";
  private static final JavaClasses CLASSES = HouseRules.classesOf(SERVICE);

  static List<ArchRule> rules() {
    return HouseRules.all(SERVICE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRoomKeepsTheRulesOfTheHouse(ArchRule rule) {
    rule.check(CLASSES);
  }
}
