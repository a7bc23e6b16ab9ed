package io.goalstream.goals.rest;

import io.goalstream.goals.application.Access;
import io.goalstream.goals.domain.access.Person;
import io.goalstream.schemas.signin.SignedIn;
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
  private final Access access;

  CallerResolver(Access access) {
    this.access = access;
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
      return new Caller(Person.of(signedIn.getName(), signedIn.roles()), access);
    }
    throw new IllegalStateException("A door without a lock: nobody was asked to sign in");
  }
}
