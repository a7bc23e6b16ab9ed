package io.goalstream.goals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Where people define goals. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class GoalApplication {

  public static void main(String[] args) {
    SpringApplication.run(GoalApplication.class, args);
  }
}
