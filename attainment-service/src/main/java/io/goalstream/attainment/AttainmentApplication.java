package io.goalstream.attainment;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Keeps progress on every goal, exact and live. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AttainmentApplication {

  public static void main(String[] args) {
    SpringApplication.run(AttainmentApplication.class, args);
  }
}
