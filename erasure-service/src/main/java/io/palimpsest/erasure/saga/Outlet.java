package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import java.util.concurrent.CompletableFuture;

/** Where what a request has to tell goes. */
public interface Outlet {
  /**
   * Sends one record.
   *
   * @return completes when it is durable at its receiver's side; fails when that is not known
   */
  CompletableFuture<?> send(ErasureRequest request, Outgoing outgoing);
}
