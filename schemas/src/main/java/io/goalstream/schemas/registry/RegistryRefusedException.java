package io.goalstream.schemas.registry;

/** The registry answered and said no: an unknown schema, an incompatible one, or missing rights. */
public final class RegistryRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public RegistryRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status of the answer. */
  public int status() {
    return status;
  }
}
