package io.palimpsest.erasure.document;

import com.mongodb.client.MongoClient;
import io.palimpsest.erasure.participant.Holdings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start over a collection of which nobody has said who erases it. */
@ApplicationScoped
class HoldingsCheck {
  private final MongoClient client;
  private final String database;

  HoldingsCheck(
      MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
    this.client = client;
    this.database = database;
  }

  void onStart(@Observes StartupEvent event) {
    Set<String> collections =
        client.getDatabase(database).listCollectionNames().into(new HashSet<>());
    List<String> unanswered = Holdings.unanswered(collections);
    if (!unanswered.isEmpty()) {
      throw new IllegalStateException(
          "no participant and no reason for the collections " + unanswered + " of " + database);
    }
  }
}
