package io.palimpsest.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.ingest.app.CatalogueCheck;
import io.palimpsest.ingest.testing.RealParts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What keeps the service from starting is what nobody would erase. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class CatalogueIT {
  private static final String UNKNOWN = "drafts_of_nobody";

  @Inject MongoDatabase database;
  @Inject CatalogueCheck check;

  @Test
  void aCollectionThatNobodyAnswersForMakesTheStartFailAndTheServicesOwnDoNot() {
    assertThat(database.listCollectionNames().into(new ArrayList<>())).contains("keys", "sources");
    check.check();
    database.createCollection(UNKNOWN);
    try {
      assertThatThrownBy(check::check)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(UNKNOWN);
    } finally {
      database.getCollection(UNKNOWN).drop();
    }
    check.check();
  }
}
