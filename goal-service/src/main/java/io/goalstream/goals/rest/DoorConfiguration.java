package io.goalstream.goals.rest;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What all doors have in common. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration implements WebMvcConfigurer {
  private final CallerResolver callers;

  DoorConfiguration(CallerResolver callers) {
    this.callers = callers;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(callers);
  }
}
