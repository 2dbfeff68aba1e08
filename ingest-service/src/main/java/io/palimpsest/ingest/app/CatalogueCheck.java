package io.palimpsest.ingest.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.ingest.erase.Catalogue;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;

/** Refuses to start over a collection of which nobody has said who erases it. */
@Singleton
public class CatalogueCheck {
  private final MongoDatabase database;

  CatalogueCheck(MongoDatabase database) {
    this.database = database;
  }

  void onStart(@Observes @Priority(2) StartupEvent start) {
    check();
  }

  /**
   * Looks at the database as it is now.
   *
   * @throws IllegalStateException naming the collections that nobody answers for
   */
  public void check() {
    List<String> unanswered =
        Catalogue.unanswered(database.listCollectionNames().into(new HashSet<>()));
    if (!unanswered.isEmpty()) {
      throw new IllegalStateException(
          "no participant and no reason for the collections "
              + unanswered
              + " of "
              + database.getName());
    }
  }
}
