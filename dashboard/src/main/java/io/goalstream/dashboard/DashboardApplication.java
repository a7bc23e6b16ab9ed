package io.goalstream.dashboard;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the dashboard. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DashboardApplication {

  /** Starts the dashboard. */
  public static void main(String[] args) {
    SpringApplication.run(DashboardApplication.class, args);
  }
}
