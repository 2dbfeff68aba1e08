package io.palimpsest.local.vectors.call;

import java.util.Map;

/** A request that is answered with an error; the message is what the caller reads. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reason reason;
  private final transient Map<String, String> headers;

  public Refusal(Reason reason, String message) {
    this(reason, message, Map.of());
  }

  public Refusal(Reason reason, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.reason = reason;
    this.headers = Map.copyOf(headers);
  }

  public static Refusal invalid(String message) {
    return new Refusal(Reason.INVALID, message);
  }

  public static Refusal namespaceNotFound() {
    return new Refusal(Reason.NOT_FOUND, "Namespace not found");
  }

  public Reason reason() {
    return reason;
  }

  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
