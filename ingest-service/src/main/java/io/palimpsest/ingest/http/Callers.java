package io.palimpsest.ingest.http;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.OperatorReason;
import io.palimpsest.access.ProblemException;
import io.palimpsest.ingest.registry.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Who sent the current request, and why it reaches for a foreign tenant if it does. */
@RequestScoped
class Callers {
  private final CurrentPrincipal principal;
  private final HttpHeaders headers;

  Callers(CurrentPrincipal principal, HttpHeaders headers) {
    this.principal = principal;
    this.headers = headers;
  }

  Caller current() {
    Optional<String> reason =
        Optional.ofNullable(headers.getHeaderString(OperatorReason.HEADER))
            .filter(stated -> !stated.isBlank())
            .map(stated -> OperatorReason.of(stated).text());
    return new Caller(principal.get(), reason);
  }

  /** The same for the log: a reason that is refused is none. */
  Caller logged() {
    try {
      return current();
    } catch (ProblemException refused) {
      return Caller.of(principal.get());
    }
  }
}
