package io.palimpsest.erasure.door;

import io.palimpsest.access.Problem;
import io.palimpsest.erasure.saga.Gate;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Nothing is accepted or decided before the database is known to be whole. */
final class GateFilter {
  private static final int UNAVAILABLE = 503;
  private static final Set<String> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Gate gate;

  GateFilter(Gate gate) {
    this.gate = gate;
  }

  @ServerRequestFilter
  @Nullable RestResponse<Problem> filter(ContainerRequestContext request) {
    return gate.passed() || READS.contains(request.getMethod())
        ? null
        : DoorExceptions.answer(
            Problem.of(
                UNAVAILABLE,
                "restore.not_compared",
                "the database is being compared with the topics; ask again"));
  }
}
