package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.LedgerReading;
import io.goalstream.attainment.application.Sight;
import io.goalstream.attainment.application.Viewer;
import io.goalstream.schemas.signin.SignedIn;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Tells the doors whose goals the caller sees. */
@Component
final class CallerResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {
  private final LedgerReading ledger;
  private final Clock clock;

  CallerResolver(LedgerReading ledger, Clock clock) {
    this.ledger = ledger;
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
      Viewer viewer = viewer(signedIn);
      return new Caller(viewer.id(), Sight.of(viewer, ledger, LocalDate.now(clock)));
    }
    throw new IllegalStateException("A door without a lock: nobody was asked to sign in");
  }

  /** Roles that are not known are other services'. */
  private static Viewer viewer(SignedIn signedIn) {
    return new Viewer(
        signedIn.getName(),
        Arrays.stream(Viewer.Role.values())
            .filter(role -> signedIn.roles().contains(role.name()))
            .collect(Collectors.toSet()));
  }
}
