package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Actor;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Tells the doors who sent a request. */
@Component
final class CallerResolver implements HandlerMethodArgumentResolver {
  private static final Actor UNKNOWN = new Actor("unknown");

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
    return new Caller(
        Optional.ofNullable(request.getUserPrincipal())
            .map(Principal::getName)
            .map(Actor::new)
            .orElse(UNKNOWN));
  }
}
