package io.palimpsest.erasure.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.erasure.console.Chart.Span;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/**
 * Tenants with vectors, coverage and lag, for operators; asked of reembed-service by their token.
 */
@Path("/console/tenants")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
class TenantPages {
  private static final int PAGE = 10;
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;
  private static final int NOT_FOUND = 404;

  private final ReembedOperations reembed;
  private final Visitor visitor;
  private final Pages pages;
  private final Clock clock;

  TenantPages(@RestClient ReembedOperations reembed, Visitor visitor, Pages pages, Clock clock) {
    this.reembed = reembed;
    this.visitor = visitor;
    this.pages = pages;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "Page: tenants by name, with vectors, coverage and lag of a day.")
  public String list(@QueryParam("after") @Nullable UUID after) {
    return page("", asked(() -> reembed.tenants(visitor.bearer(), null, after, PAGE, DAY)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(summary = "Form: looks for a tenant by its whole id.")
  public String find(
      @FormParam("form") @Nullable String form, @FormParam("text") @Nullable String text) {
    visitor.require(form);
    String name = text == null ? "" : text.strip();
    return page(name, found(name.contains(":") ? List.of(name) : either(name)));
  }

  @GET
  @Path("/{uid}")
  @Operation(summary = "Page: a tenant's vectors, coverage and lag over a week.")
  public String show(@PathParam("uid") UUID uid) {
    JsonNode tenant = asked(() -> reembed.tenant(visitor.bearer(), uid, WEEK));
    return pages.page(
        "tenant",
        Map.of("visitor", visitor.shown(), "tenant", TenantFigures.of(tenant, span(WEEK))));
  }

  private String page(String text, @Nullable JsonNode found) {
    List<TenantFigures> tenants =
        found == null
            ? List.of()
            : Operated.rows(found.path("items"))
                .map(tenant -> TenantFigures.of(tenant, span(DAY)))
                .toList();
    return pages.page(
        "tenants",
        Map.of(
            "visitor",
            visitor.shown(),
            "text",
            text,
            "tenants",
            tenants,
            "next",
            found == null ? "" : found.path("next").asText("")));
  }

  /** What somebody types who does not say which of the two it is. */
  private static List<String> either(String id) {
    return List.of("creator:" + id, "organization:" + id);
  }

  /** The page of the first of the names that is a tenant's. */
  private @Nullable JsonNode found(List<String> names) {
    for (String name : names) {
      try {
        return answered(() -> reembed.tenants(visitor.bearer(), name, null, PAGE, DAY));
      } catch (WebApplicationException none) {
        if (none.getResponse().getStatus() != NOT_FOUND) {
          throw refused(none);
        }
      }
    }
    return null;
  }

  private Span span(int hours) {
    Instant now = clock.instant();
    return new Span(now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours)), now);
  }

  private static JsonNode asked(Supplier<JsonNode> question) {
    try {
      return answered(question);
    } catch (WebApplicationException refused) {
      throw refused(refused);
    }
  }

  private static JsonNode answered(Supplier<JsonNode> question) {
    try {
      return question.get();
    } catch (ProcessingException unanswered) {
      throw new ProblemException(
          503, "service.unavailable", "reembed-service does not answer now; try again");
    }
  }

  private static ProblemException refused(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    return status == NOT_FOUND
        ? new ProblemException(NOT_FOUND, "tenant.unknown", "there is no such tenant")
        : new ProblemException(
            503, "service.unavailable", "reembed-service answers " + status + " now; try again");
  }
}
