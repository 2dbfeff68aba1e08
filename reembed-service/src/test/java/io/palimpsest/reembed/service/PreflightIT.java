package io.palimpsest.reembed.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.reembed.search.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The index side does not start over what nobody would erase. */
@QuarkusTest
@QuarkusTestResource(Stores.class)
class PreflightIT {
  private static final String UNKNOWN = "drafts_of_nobody";

  @Inject MongoDatabase database;
  @Inject Preflight preflight;

  @Test
  void aCollectionThatNobodyAnswersForMakesTheStartFailAndTheServicesOwnDoNot() {
    assertThat(database.listCollectionNames().into(new ArrayList<>())).contains("embeddings");
    assertThat(preflight.mismatches()).isEmpty();
    database.createCollection(UNKNOWN);
    try {
      assertThat(preflight.mismatches()).singleElement().asString().contains(UNKNOWN);
    } finally {
      database.getCollection(UNKNOWN).drop();
    }
    assertThat(preflight.mismatches()).isEmpty();
  }
}
