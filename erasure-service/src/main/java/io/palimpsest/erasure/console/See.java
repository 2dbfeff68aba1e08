package io.palimpsest.erasure.console;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Where a browser goes after a form, so that a reload sends nothing again. Addresses are paths:
 * only the browser knows the scheme and host by which it came.
 */
final class See {
  private See() {}

  static Response request(Object id) {
    return page("/console/erasures/" + id).build();
  }

  static Response.ResponseBuilder page(String path) {
    return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
  }
}
