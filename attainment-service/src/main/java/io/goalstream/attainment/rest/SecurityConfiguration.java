package io.goalstream.attainment.rest;

import io.goalstream.attainment.AttainmentSettings;
import io.goalstream.schemas.signin.SignIn;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Everybody signs in; whose goals one then sees is said by {@link
 * io.goalstream.attainment.application.Sight}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication // a rebuild has no doors
class SecurityConfiguration {
  /** What probes, scrapers and developers ask; nothing of it is about people. */
  private static final String[] OPEN = {"/actuator/**", "/v3/api-docs/**"};

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      AttainmentSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    return new SignIn(settings.access(), problems)
        .doors(
            http,
            requests ->
                requests
                    .requestMatchers(OPEN)
                    .permitAll()
                    // Counts whatever it is given, so it could be asked for anybody's numbers.
                    .requestMatchers(HttpMethod.POST, "/api/v1/progress/*/preview")
                    .hasAnyAuthority("SERVICE", "ADMIN")
                    .requestMatchers("/api/v1/reconciliations/**")
                    .hasAuthority("ADMIN")
                    .anyRequest()
                    .hasAnyAuthority("REP", "MANAGER", "ADMIN", "SERVICE"));
  }
}
