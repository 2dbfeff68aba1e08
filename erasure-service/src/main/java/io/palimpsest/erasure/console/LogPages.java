package io.palimpsest.erasure.console;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.erasure.audit.CommittedLog;
import io.palimpsest.erasure.audit.LogPolicy;
import io.palimpsest.erasure.audit.PublishedLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The audit log. */
@Path("/console/log")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class LogPages {
  private static final int PAGE = 10;

  private final CommittedLog log;
  private final PublishedLog published;
  private final LogPolicy policy;
  private final Visitor visitor;
  private final Pages pages;
  private final ConsoleSettings settings;

  LogPages(
      CommittedLog log,
      PublishedLog published,
      LogPolicy policy,
      Visitor visitor,
      Pages pages,
      ConsoleSettings settings) {
    this.log = log;
    this.published = published;
    this.policy = policy;
    this.visitor = visitor;
    this.pages = pages;
    this.settings = settings;
  }

  /**
   * An entry as its row shows it.
   *
   * @param index its index
   * @param statement what it says, null when its bytes are in no known form
   * @param fields its fields by name
   */
  public record Row(long index, @Nullable Statement statement, Map<String, Object> fields) {
    static Row of(CommittedLog.Entry entry) {
      return entry
          .statement()
          .map(said -> new Row(entry.index(), said, RequestPage.fields(said)))
          .orElseGet(() -> new Row(entry.index(), null, Map.of()));
    }
  }

  @GET
  @RolesAllowed({Roles.COMPLIANCE, Roles.AUDITOR})
  @Operation(summary = "Page: entries of the audit log, newest first.")
  public Response list(
      @QueryParam("before") @Min(0) @Nullable Long before,
      @CookieParam(LogVisit.COOKIE) @Nullable String seen) {
    CommittedLog.Page page = newest(before);
    List<Row> rows = page.entries().stream().map(Row::of).toList();
    LogState state = LogState.of(published, policy, LogVisit.of(seen));
    Response.ResponseBuilder answer =
        Response.ok(
            pages.page(
                "log",
                Map.of(
                    "visitor",
                    visitor.shown(),
                    "rows",
                    rows,
                    "consistent",
                    page.consistent(),
                    "state",
                    state,
                    "older",
                    page.more() ? page.entries().getLast().offset() : -1)));
    next(state).ifPresent(visit -> answer.cookie(visit.cookie(settings.secureCookie())));
    return answer.build();
  }

  /** What was seen before stays in mind until the log goes on from there. */
  private static Optional<LogVisit> next(LogState state) {
    LogVisit.Since since = state.since();
    return Optional.ofNullable(state.root())
        .filter(root -> since == null || since.consistent())
        .map(root -> new LogVisit(state.size(), Hash.ofBase64(root)));
  }

  private CommittedLog.Page newest(@Nullable Long before) {
    try {
      return log.newest(before == null ? OptionalLong.empty() : OptionalLong.of(before), PAGE);
    } catch (KafkaException unreachable) {
      throw new ProblemException(503, "log.unavailable", "the log cannot be read now; try again");
    }
  }
}
