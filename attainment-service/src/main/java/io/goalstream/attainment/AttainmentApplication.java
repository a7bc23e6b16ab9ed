package io.goalstream.attainment;

import io.goalstream.attainment.application.Ledger;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.streams.DerivedState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** Keeps progress on every goal, exact and live. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AttainmentApplication {
  private static final String REBUILD = "--goalstream.rebuild=true";
  static final String READ_MODEL_GROUP = "attainment-read-model";

  /**
   * Runs the service. With {@code --goalstream.rebuild=true} it erases instead what can be computed
   * again, and exits; the next start computes it from the topics. The ledger keeps its versions,
   * which no topic has any more, and takes every record in anew.
   */
  public static void main(String[] args) throws InterruptedException {
    SpringApplication application = new SpringApplication(AttainmentApplication.class);
    if (!Arrays.asList(args).contains(REBUILD)) {
      application.run(args);
      return;
    }
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(withoutConsumers());
    try (ConfigurableApplicationContext context = application.run(args)) {
      erase(context);
    }
  }

  private static Map<String, Object> withoutConsumers() {
    return Stream.concat(Stream.of("readModel"), LedgerConfiguration.TOPICS.keySet().stream())
        .collect(
            Collectors.toMap(
                "spring.cloud.stream.bindings.%s-in-0.consumer.auto-startup"::formatted,
                function -> "false"));
  }

  private static void erase(ConfigurableApplicationContext context) throws InterruptedException {
    AttainmentSettings settings = context.getBean(AttainmentSettings.class);
    try (Admin admin = Admin.create(settings.clients())) {
      new DerivedState(admin, EngineConfiguration.APPLICATION_ID, settings.stateDirectory())
          .erase(Stream.concat(Stream.of(READ_MODEL_GROUP), LedgerConfiguration.groups()).toList());
    }
    context.getBean(Ledger.class).startOver();
    context.getBean(ProgressStore.class).clear();
  }
}
