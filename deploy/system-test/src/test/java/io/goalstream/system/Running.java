package io.goalstream.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one running system to all tests of a run: started when the first one asks, stopped after
 * the last.
 */
final class Running implements ParameterResolver {

  /** The system with the company founded in it. */
  record Shared(RunningSystem system, SalesOps salesOps) implements AutoCloseable {
    static Shared start() {
      RunningSystem system = RunningSystem.start();
      SalesOps salesOps = new SalesOps(system);
      salesOps.foundCompany();
      return new Shared(system, salesOps);
    }

    @Override
    public void close() {
      system.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RunningSystem.class || type == SalesOps.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Shared shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Running.class))
            .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    return parameter.getParameter().getType() == RunningSystem.class
        ? shared.system()
        : shared.salesOps();
  }
}
