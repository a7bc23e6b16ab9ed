package io.goalstream.notification.rest;

import io.goalstream.notification.NotificationSettings;
import io.goalstream.schemas.signin.SignIn;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Everybody signs in, but for the links in e-mail, which hold their own proof. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String[] OPEN = {"/actuator/**", "/api/v1/unsubscribe/**"};

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      NotificationSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    return new SignIn(settings.access(), problems)
        .doors(
            http,
            requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated());
  }
}
