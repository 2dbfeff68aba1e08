package io.palimpsest.ingest.http;

import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.ingest.registry.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Who sent the current request, and why it reaches for a foreign tenant if it does. */
@RequestScoped
class Callers {
  /** Header in which an operator states why it reaches for a tenant's data. */
  static final String REASON = "Palimpsest-Reason";

  private final CurrentPrincipal principal;
  private final HttpHeaders headers;

  Callers(CurrentPrincipal principal, HttpHeaders headers) {
    this.principal = principal;
    this.headers = headers;
  }

  Caller current() {
    return new Caller(principal.get(), Optional.ofNullable(headers.getHeaderString(REASON)));
  }
}
