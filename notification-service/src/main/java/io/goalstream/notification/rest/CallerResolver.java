package io.goalstream.notification.rest;

import io.goalstream.notification.application.People;
import io.goalstream.notification.domain.access.Person;
import io.goalstream.schemas.signin.SignedIn;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells the doors who sent a request. */
@Component
final class CallerResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  private final People people;
  private final Clock clock;

  CallerResolver(People people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(Caller.class);
  }

  @Override
  public Caller resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    if (request.getUserPrincipal() instanceof SignedIn signedIn) {
      return new Caller(Person.of(signedIn.getName(), signedIn.roles()), people, clock);
    }
    throw new IllegalStateException("A door without a lock: nobody was asked to sign in");
  }
}
