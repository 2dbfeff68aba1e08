package io.palimpsest.ingest.http;

import io.palimpsest.access.Access;
import io.palimpsest.access.AccessLog;
import io.palimpsest.event.AccessAction;
import io.palimpsest.ingest.registry.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Logs every reach for a tenant's data: who, what, whose, allowed or refused, how long. */
final class AccessFilter {
  private static final String STARTED = "palimpsest.started";
  private static final int FIRST_REFUSAL = 400;
  private static final int UNAUTHENTICATED = 401;

  /** Not found, method not allowed, not acceptable, unsupported media type. */
  private static final Set<Integer> UNMATCHED = Set.of(404, 405, 406, 415);

  private final AccessLog log;
  private final Callers callers;
  private final Reached reached;

  AccessFilter(AccessLog log, Callers callers, Reached reached) {
    this.log = log;
    this.callers = callers;
    this.reached = reached;
  }

  @ServerRequestFilter
  void started(ContainerRequestContext request) {
    request.setProperty(STARTED, System.nanoTime());
  }

  @ServerResponseFilter
  void answered(ContainerRequestContext request, ContainerResponseContext response, UriInfo uri) {
    if (reachedNobody(request, response.getStatus())) {
      return;
    }
    tenant(uri.getPathParameters())
        .or(reached::tenant)
        .ifPresent(tenant -> log.record(access(request, response.getStatus(), tenant)));
  }

  /**
   * Without a principal, or turned away before a method was found: there are no parameters then.
   */
  private static boolean reachedNobody(ContainerRequestContext request, int status) {
    return status == UNAUTHENTICATED
        || (UNMATCHED.contains(status) && request.getProperty(STARTED) == null);
  }

  private Access access(ContainerRequestContext request, int status, String tenant) {
    Caller caller = callers.logged();
    AccessAction action = action(request.getMethod());
    Duration took = took(request);
    if (status >= FIRST_REFUSAL) {
      return Access.refused(caller.principal(), action, tenant, "http." + status, took);
    }
    Access allowed = Access.allowed(caller.principal(), action, tenant, 1, took);
    return caller.reason().map(allowed::because).orElse(allowed);
  }

  private static Optional<String> tenant(MultivaluedMap<String, String> parameters) {
    String organization = parameters.getFirst("org");
    String creator = parameters.getFirst("creator");
    return Optional.ofNullable(organization)
        .map(id -> "organization:" + id)
        .or(() -> Optional.ofNullable(creator).map(id -> "creator:" + id));
  }

  private static AccessAction action(String method) {
    return switch (method) {
      case "GET", "HEAD" -> AccessAction.READ;
      case "DELETE" -> AccessAction.DELETE;
      default -> AccessAction.UPSERT;
    };
  }

  private static Duration took(ContainerRequestContext request) {
    return request.getProperty(STARTED) instanceof Long started
        ? Duration.ofNanos(System.nanoTime() - started)
        : Duration.ZERO;
  }
}
