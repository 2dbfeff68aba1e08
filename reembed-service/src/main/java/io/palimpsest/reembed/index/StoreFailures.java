package io.palimpsest.reembed.index;

import io.palimpsest.vectorstore.VectorStoreException;

/** What failures of the store mean for the work that met them. */
final class StoreFailures {
  private StoreFailures() {}

  /** Machine-readable reason of a failure. */
  public static String reason(VectorStoreException failure) {
    return switch (failure) {
      case VectorStoreException.RateLimited e -> "store.rate_limited";
      case VectorStoreException.Unavailable e -> "store.unavailable";
      case VectorStoreException.QuotaExceeded e -> "store.quota_exceeded";
      case VectorStoreException.Unauthorized e -> "store.unauthorized";
      case VectorStoreException.Rejected e -> "store.rejected";
      case VectorStoreException.TooLarge e -> "store.too_large";
      case VectorStoreException.NotFound e -> "store.not_found";
      case VectorStoreException.Inconsistent e -> "store.inconsistent";
    };
  }

  static Sending of(VectorStoreException failure) {
    return switch (failure) {
      case VectorStoreException.Rejected e -> new Sending.Rejected(reason(e));
      case VectorStoreException.TooLarge e -> new Sending.Rejected(reason(e));
      default -> new Sending.Unfinished(reason(failure));
    };
  }
}
