package io.palimpsest.ingest.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.RestoreGate;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.Reach;
import jakarta.inject.Singleton;
import org.bson.Document;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Ready when the database answers, the writer has a lease and the groups go on; says what not. */
@org.eclipse.microprofile.health.Readiness
@Singleton
class Readiness implements HealthCheck {
  private final MongoDatabase database;
  private final Writer writer;
  private final Groups groups;
  private final RestoreGate gate;
  private final Reach reach;

  Readiness(MongoDatabase database, Writer writer, Groups groups, RestoreGate gate, Reach reach) {
    this.database = database;
    this.writer = writer;
    this.groups = groups;
    this.gate = gate;
    this.reach = reach;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("ingest");
    String documents = documents();
    String fences =
        writer.leased()
            ? "known"
            : "not known now: " + writer.obstacle().or(reach::obstacle).orElse("no lease yet");
    String consumers = groups.failure().orElse("running");
    boolean up =
        documents.equals("answering")
            && writer.leased()
            && gate.passed()
            && groups.failure().isEmpty();
    return answer
        .withData("documents", documents)
        .withData("fences", fences)
        .withData("restore", gate.passed() ? "compared with the fences" : "not compared yet")
        .withData("consumers", consumers)
        .status(up)
        .build();
  }

  private String documents() {
    try {
      database.runCommand(new Document("ping", 1));
      return "answering";
    } catch (RuntimeException down) {
      return "not answering: " + down.getClass().getSimpleName();
    }
  }
}
