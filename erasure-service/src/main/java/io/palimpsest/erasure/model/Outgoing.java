package io.palimpsest.erasure.model;

import io.palimpsest.audit.Statement;
import io.palimpsest.event.ErasureState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a change of a request has to tell others. It is written with the change itself,
 * sent afterwards, and may be sent again after a crash: every receiver drops repeats.
 */
public sealed interface Outgoing {
  /** Number within the request, rising by one. */
  long number();

  /**
   * A statement for the audit log.
   *
   * @param json the statement, byte for byte as the log shall keep it
   * @param proof its signature as the record carries it, in base64; null until the change is stored
   */
  record Logged(long number, String json, @Nullable String proof) implements Outgoing {
    /** The statement. */
    public Statement statement() {
      return Statement.parse(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * The state changed.
   *
   * @param state the state reached
   * @param at when
   * @param logIndex index of the confirmation, at the end
   */
  record Status(long number, ErasureState state, Instant at, @Nullable Long logIndex)
      implements Outgoing {}

  /**
   * A participant has a task.
   *
   * @param task id of the task
   * @param attempt which attempt
   */
  record Work(long number, UUID task, int attempt) implements Outgoing {}

  /** A copy of the request has to go outside its database, as the request is when it is sent. */
  record Kept(long number) implements Outgoing {}
}
