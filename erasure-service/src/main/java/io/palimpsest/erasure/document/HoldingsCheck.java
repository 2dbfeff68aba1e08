package io.palimpsest.erasure.document;

import com.mongodb.client.MongoClient;
import io.palimpsest.erasure.demand.KeySettings;
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
  private final String keys;

  HoldingsCheck(
      MongoClient client,
      @ConfigProperty(name = "quarkus.mongodb.database") String database,
      KeySettings keys) {
    this.client = client;
    this.database = database;
    this.keys = keys.database();
  }

  void onStart(@Observes StartupEvent event) {
    require(Holdings.unanswered(collections(database)), database);
    require(Holdings.unansweredKeys(collections(keys)), keys);
  }

  private Set<String> collections(String of) {
    return client.getDatabase(of).listCollectionNames().into(new HashSet<>());
  }

  private static void require(List<String> unanswered, String of) {
    if (!unanswered.isEmpty()) {
      throw new IllegalStateException(
          "no participant and no reason for the collections " + unanswered + " of " + of);
    }
  }
}
