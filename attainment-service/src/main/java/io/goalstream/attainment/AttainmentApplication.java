package io.goalstream.attainment;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.streams.DerivedState;
import java.util.Arrays;
import java.util.Map;
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
  private static final String READ_MODEL_GROUP = "attainment-read-model";

  /**
   * Runs the service. With {@code --goalstream.rebuild=true} it erases instead what can be computed
   * again, and exits; the next start computes it from the topics.
   */
  public static void main(String[] args) throws InterruptedException {
    SpringApplication application = new SpringApplication(AttainmentApplication.class);
    if (!Arrays.asList(args).contains(REBUILD)) {
      application.run(args);
      return;
    }
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setDefaultProperties(
        Map.of("spring.cloud.stream.bindings.readModel-in-0.consumer.auto-startup", "false"));
    try (ConfigurableApplicationContext context = application.run(args)) {
      erase(context);
    }
  }

  private static void erase(ConfigurableApplicationContext context) throws InterruptedException {
    AttainmentSettings settings = context.getBean(AttainmentSettings.class);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
      new DerivedState(admin, EngineConfiguration.APPLICATION_ID, settings.stateDirectory())
          .erase(READ_MODEL_GROUP);
    }
    context.getBean(ProgressStore.class).clear();
  }
}
