package io.goalstream.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A service's settings from its application.yml and an environment, without the service. */
public final class Settings {
  private Settings() {}

  /**
   * Reads them.
   *
   * @param enabling a configuration that enables the record of the settings
   * @param environment each a name, "=" and a value
   */
  public static ApplicationContextRunner of(Class<?> enabling, String... environment) {
    return new ApplicationContextRunner()
        .withInitializer(new ConfigDataApplicationContextInitializer())
        .withUserConfiguration(enabling)
        .withPropertyValues(environment);
  }

  /** Why they are refused, from the outside in; empty if they are not. */
  public static List<String> reasonsAgainst(Class<?> enabling, String... environment) {
    List<String> reasons = new ArrayList<>();
    of(enabling, environment)
        .run(
            context -> {
              for (@Nullable Throwable at = context.getStartupFailure();
                  at != null;
                  at = at.getCause()) {
                reasons.add(String.valueOf(at.getMessage()));
              }
            });
    return reasons;
  }
}
