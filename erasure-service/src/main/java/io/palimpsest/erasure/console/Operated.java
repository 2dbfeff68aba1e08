package io.palimpsest.erasure.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.erasure.broker.ParkedRequests;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What runs and what was set aside, as the page for operators shows it. */
public final class Operated {
  private static final int ALL = 100;
  private static final List<String> RUNNING = List.of("RUNNING", "WAITING", "AWAITS_FREEZE");
  private static final List<String> ENDED = List.of("DONE", "CANCELLED");

  private Operated() {}

  /**
   * A record that was set aside.
   *
   * @param service whose it is
   * @param id its id there
   * @param topic where it came from
   * @param reason code of why
   * @param at when
   * @param replayable whether it can be tried again
   */
  public record Parked(
      String service, String id, String topic, String reason, Instant at, boolean replayable) {
    static Parked ofIngest(JsonNode item) {
      return new Parked(
          "ingest",
          item.path("event_id").asText(),
          item.path("topic").asText(),
          item.path("problem").path("code").asText(),
          Instant.parse(item.path("parked_at").asText()),
          item.path("readable").asBoolean());
    }

    static Parked ofReembed(JsonNode item) {
      return new Parked(
          "reembed",
          item.path("id").asText(),
          item.path("topic").asText(),
          item.path("reason").asText(),
          Instant.parse(item.path("parkedAt").asText()),
          true);
    }

    static Parked of(ParkedRequests.Parked record) {
      return new Parked(
          "erasure", record.id(), record.topic(), record.reason(), record.parkedAt(), true);
    }
  }

  /**
   * Long work.
   *
   * @param service whose it is
   * @param id its id
   * @param kind what it does
   * @param state where it is
   * @param phases those that it has been through, in words; null where it has none
   * @param done items done
   * @param total items in all, null where that is not known
   * @param problem code of what stopped it
   */
  public record Job(
      String service,
      String id,
      String kind,
      String state,
      @Nullable String phases,
      long done,
      @Nullable Long total,
      @Nullable String problem) {
    static Job ofReembed(JsonNode job) {
      return of("reembed", job, job.path("state").asText(), null);
    }

    /** With the state of the run, which says more than the job's while that runs. */
    static Job ofMigration(JsonNode run, JsonNode job) {
      String state = job.path("state").asText();
      String phases =
          run.path("phases").properties().stream()
              .filter(phase -> phase.getValue().has("ended_at"))
              .map(phase -> phase.getKey().substring(1))
              .collect(Collectors.joining(", "));
      return of(
          "ingest",
          job,
          state.equals("RUNNING") ? run.path("state").asText(state) : state,
          phases.isEmpty() ? null : phases);
    }

    private static Job of(String service, JsonNode job, String state, @Nullable String phases) {
      return new Job(
          service,
          job.path("id").asText(),
          job.path("kind").asText(),
          state,
          phases,
          job.path("done").asLong(),
          job.path("total").isNumber() ? job.path("total").asLong() : null,
          job.path("problem").isTextual() ? job.path("problem").asText() : null);
    }

    /** Percent of the way; -1 where that is not known. */
    public long percent() {
      return total == null || total == 0 ? -1 : Math.min(ALL, ALL * done / total);
    }

    /** Whether it can be stopped for a while. */
    public boolean runs() {
      return RUNNING.contains(state);
    }

    /** Whether it can go on. */
    public boolean stands() {
      return state.equals("PAUSED") || state.equals("FAILED");
    }

    /** Whether nothing follows. */
    public boolean ended() {
      return ENDED.contains(state);
    }

    /** Whether it can be ended before its end; a migration goes back by its rollback. */
    public boolean cancellable() {
      return service.equals("reembed") && !ended();
    }
  }

  /**
   * A tenant's way to another index.
   *
   * @param tenant its uid
   * @param from old target
   * @param to new target
   * @param stage where it is
   * @param answering which side answers
   * @param backfilled whether the new side has had everything
   * @param owed entities whose last change one side lacks
   */
  public record Route(
      String tenant,
      String from,
      String to,
      String stage,
      String answering,
      boolean backfilled,
      long owed) {
    static Route of(JsonNode route) {
      return new Route(
          route.path("tenant").asText(),
          route.path("from").asText(),
          route.path("to").asText(),
          route.path("stage").asText(),
          route.path("answering").asText(),
          route.path("backfilled").asBoolean(),
          route.path("owed").asLong());
    }
  }

  /** The rows of an array. */
  static Stream<JsonNode> rows(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
