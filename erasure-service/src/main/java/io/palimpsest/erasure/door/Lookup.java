package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds requests that a caller may see. */
@ApplicationScoped
class Lookup {
  private static final Pattern REFERENCE = Pattern.compile("er_[0-9a-f]{12,40}");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Requests requests;
  private final Rights rights;

  Lookup(Requests requests, Rights rights) {
    this.requests = requests;
    this.rights = rights;
  }

  /**
   * The request with this id or this reference in the log.
   *
   * @throws ProblemException 404 when there is none, or none that the caller may see: both alike
   */
  ErasureRequest visible(Principal principal, String name) {
    return find(name)
        .filter(request -> rights.sees(principal, request))
        .orElseThrow(
            () ->
                new ProblemException(404, "erasure.not_found", "there is no such erasure request"));
  }

  /** Whether a text is the id of a request, or its reference in the log. */
  static boolean isName(String text) {
    return REFERENCE.matcher(text).matches() || ID.matcher(text).matches();
  }

  private Optional<ErasureRequest> find(String name) {
    if (REFERENCE.matcher(name).matches()) {
      return requests.findByRef(name);
    }
    return ID.matcher(name).matches() ? requests.find(UUID.fromString(name)) : Optional.empty();
  }
}
