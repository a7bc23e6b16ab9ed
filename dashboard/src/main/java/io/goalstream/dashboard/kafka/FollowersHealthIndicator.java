package io.goalstream.dashboard.kafka;

import io.goalstream.dashboard.application.Freshness;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready is who has read the topics to their end and still hears the broker. */
@Component("followersHealthIndicator")
final class FollowersHealthIndicator implements HealthIndicator {
  private final Freshness freshness;

  FollowersHealthIndicator(Freshness freshness) {
    this.freshness = freshness;
  }

  @Override
  public Health health() {
    return freshness.isCurrent()
        ? Health.up().build()
        : Health.outOfService().withDetail("reason", "the topics are not read up to date").build();
  }
}
