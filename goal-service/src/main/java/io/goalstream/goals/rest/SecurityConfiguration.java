package io.goalstream.goals.rest;

import io.goalstream.goals.GoalSettings;
import io.goalstream.schemas.signin.SignIn;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Everybody signs in; what they then may do is said by {@link
 * io.goalstream.goals.domain.access.AccessRules}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** What probes, scrapers and developers ask; nothing of it is about people. */
  private static final String[] OPEN = {"/actuator/**", "/v3/api-docs/**"};

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      GoalSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    return new SignIn(settings.access(), problems)
        .doors(
            http,
            requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated());
  }
}
