package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Finds requests that a caller may see. */
@ApplicationScoped
class Lookup {
  private final Requests requests;
  private final Rights rights;

  Lookup(Requests requests, Rights rights) {
    this.requests = requests;
    this.rights = rights;
  }

  /**
   * The request.
   *
   * @throws ProblemException 404 when there is none, or none that the caller may see: both alike
   */
  ErasureRequest visible(Principal principal, UUID id) {
    return requests
        .find(id)
        .filter(request -> rights.sees(principal, request))
        .orElseThrow(
            () ->
                new ProblemException(404, "erasure.not_found", "there is no such erasure request"));
  }
}
