package io.palimpsest.local.vectors.call;

/** Why a request is refused, with its two codes: gRPC's and HTTP's. */
public enum Reason {
  INVALID(3, 400),
  NOT_FOUND(5, 404),
  EXISTS(6, 409),
  FORBIDDEN(7, 403),
  TOO_MANY_REQUESTS(8, 429),
  TOO_LARGE(11, 413),
  UNIMPLEMENTED(12, 501),
  INTERNAL(13, 500),
  UNAVAILABLE(14, 503),
  UNAUTHENTICATED(16, 401);

  private final int grpcCode;
  private final int httpStatus;

  Reason(int grpcCode, int httpStatus) {
    this.grpcCode = grpcCode;
    this.httpStatus = httpStatus;
  }

  public int grpcCode() {
    return grpcCode;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
