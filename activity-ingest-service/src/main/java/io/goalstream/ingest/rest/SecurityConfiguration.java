package io.goalstream.ingest.rest;

import io.goalstream.ingest.IngestSettings;
import io.goalstream.schemas.signin.SignIn;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Facts are everybody's numbers, so programs with the role SOURCE and sales operations hand them
 * in. Webhooks hold the proof that their file asks for.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String[] OPEN = {"/actuator/**", WebhookController.PATH + "/**"};

  /** What every program that hands facts in may ask; the rest is for sales operations. */
  private static final String[] OF_SOURCES = {
    "/api/v1/deals/**",
    "/api/v1/activities/**",
    CloudEventController.PATH,
    ImportController.PATH + "/**",
    "/api/v1/mappings/**",
    "/api/v1/receipts/**"
  };

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      IngestSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    return new SignIn(settings.access(), problems)
        .doors(
            http,
            requests ->
                requests
                    .requestMatchers(OPEN)
                    .permitAll()
                    .requestMatchers(OF_SOURCES)
                    .hasAnyAuthority("SOURCE", "ADMIN")
                    .anyRequest()
                    .hasAuthority("ADMIN"));
  }
}
