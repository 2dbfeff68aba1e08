package io.palimpsest.ingest.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ingest.item.PortfolioItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final PortfolioItem ITEM =
      new PortfolioItem("Acme", List.of("Shop"), List.of("Java", "Kafka"), null, "SaaS");

  @Test
  void rowsBytesTokensAndCostAreSaidAndTimeOnceARunHasShownItsPace() {
    Estimate estimate = new Estimate(2.0);
    for (int at = 0; at < 1_000; at++) {
      estimate.addRow(BsonDocument.parse("{\"_id\": 1}"));
      estimate.addItem(ITEM);
    }
    estimate.addRow(BsonDocument.parse("{\"_id\": 2}"));
    int characters =
        "Company: Acme\nDeliverables: Shop\nSkills: Java, Kafka\nIndustry: SaaS".length();
    assertThat(estimate.of(Optional.empty()))
        .containsEntry("rows", 1_001L)
        .containsEntry("bytes", 1_001L * "{\"_id\": 1}".length())
        .containsEntry("items", 1_000L)
        .containsEntry("tokens", characters * 250L)
        .containsEntry("cost", characters * 250 / 1e6 * 2.0)
        .doesNotContainKey("seconds");
    assertThat(estimate.of(Optional.of(Duration.ofMillis(20)))).containsEntry("seconds", 20L);
  }
}
