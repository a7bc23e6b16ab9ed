package io.goalstream.schemas.registry;

/**
 * The registry did not answer, or answered that it cannot work now; the same call may succeed
 * later.
 */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  public RegistryUnavailableException(String message) {
    super(message);
  }
}
