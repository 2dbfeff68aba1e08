package io.palimpsest.erasure.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.access.ProblemException;
import io.palimpsest.erasure.door.ParkedResource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks the services what operators ask them, by the visitor's own token: what somebody may do there
 * is judged there.
 */
@ApplicationScoped
class Operations {
  private static final int MOST = 100;

  private final IngestOperations ingest;
  private final ReembedOperations reembed;
  private final ParkedResource own;
  private final Visitor visitor;

  Operations(
      @RestClient IngestOperations ingest,
      @RestClient ReembedOperations reembed,
      ParkedResource own,
      Visitor visitor) {
    this.ingest = ingest;
    this.reembed = reembed;
    this.own = own;
    this.visitor = visitor;
  }

  /**
   * What one part of the page shows.
   *
   * @param rows of the services that answer
   * @param silent names of those that do not
   */
  public record Part<T>(List<T> rows, List<String> silent) {}

  /** Records that were set aside, of every service that answers. */
  Part<Operated.Parked> parked() {
    List<Operated.Parked> rows = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    own.list(null).stream().map(Operated.Parked::of).forEach(rows::add);
    part(silent, "ingest", () -> ingest.parked(visitor.bearer(), MOST).path("items")).stream()
        .map(Operated.Parked::ofIngest)
        .forEach(rows::add);
    part(silent, "reembed", () -> reembed.parked(visitor.bearer(), MOST).path("items")).stream()
        .map(Operated.Parked::ofReembed)
        .forEach(rows::add);
    return new Part<>(rows, silent);
  }

  /** Long work, newest first. */
  Part<Operated.Job> jobs() {
    List<String> silent = new ArrayList<>();
    List<Operated.Job> rows = new ArrayList<>();
    migration(silent).ifPresent(rows::add);
    part(silent, "reembed", () -> reembed.jobs(visitor.bearer(), MOST)).stream()
        .map(Operated.Job::ofReembed)
        .forEach(rows::add);
    return new Part<>(rows, silent);
  }

  /** The migration of the portfolio that began last, where there was one. */
  private Optional<Operated.Job> migration(List<String> silent) {
    try {
      JsonNode run = ingest.migration(visitor.bearer()).path("run");
      return run.isObject()
          ? Optional.of(
              Operated.Job.ofMigration(run, ingest.job(visitor.bearer(), run.path("job").asText())))
          : Optional.empty();
    } catch (WebApplicationException | ProcessingException unanswered) {
      silent.add("ingest");
      return Optional.empty();
    }
  }

  /** Ways of tenants to another index. */
  Part<Operated.Route> routes() {
    List<String> silent = new ArrayList<>();
    List<JsonNode> rows = part(silent, "reembed", () -> reembed.routes(visitor.bearer()));
    return new Part<>(rows.stream().map(Operated.Route::of).toList(), silent);
  }

  /** Tries a record again. */
  void replay(String service, String id) {
    switch (service) {
      case "ingest" -> done(() -> ingest.replay(visitor.bearer(), id));
      case "reembed" -> done(() -> reembed.replay(visitor.bearer(), id));
      case "erasure" -> own.replay(id);
      default -> throw unknown();
    }
  }

  /** Drops a record for good. */
  void drop(String service, String id) {
    switch (service) {
      case "ingest" -> done(() -> ingest.drop(visitor.bearer(), id));
      case "reembed" -> done(() -> reembed.drop(visitor.bearer(), id));
      case "erasure" -> own.drop(id);
      default -> throw unknown();
    }
  }

  /** Stops long work or lets it go on. */
  void change(String service, String id, String change) {
    switch (service + " " + change) {
      case "ingest pause", "ingest resume" ->
          done(() -> ingest.change(visitor.bearer(), id, change));
      case "reembed pause", "reembed resume", "reembed cancel" ->
          done(() -> reembed.change(visitor.bearer(), id, change));
      default -> throw unknown();
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(404, "operation.unknown", "there is no such operation");
  }

  private static List<JsonNode> part(
      List<String> silent, String service, Supplier<JsonNode> question) {
    try {
      return Operated.rows(question.get()).toList();
    } catch (WebApplicationException | ProcessingException unanswered) {
      silent.add(service);
      return List.of();
    }
  }

  /** What the other service refuses is refused here in its words. */
  private static void done(Runnable act) {
    try {
      act.run();
    } catch (WebApplicationException refused) {
      int status = refused.getResponse().getStatus();
      JsonNode problem = refused.getResponse().readEntity(JsonNode.class);
      throw new ProblemException(
          status,
          problem == null ? "service.refused" : problem.path("code").asText("service.refused"),
          problem == null ? "the service refused it" : problem.path("detail").asText("refused"));
    } catch (ProcessingException unanswered) {
      throw new ProblemException(
          503, "service.unavailable", "the service does not answer now; try again");
    }
  }
}
