package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.backup.SetDigest;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.MigrationConfig;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.mapping.ItemMapping;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.migration.mapping.Mapped;
import io.palimpsest.jobs.Hold;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says, record by record, what a migration would do; into a file, and no store. */
@Singleton
class Planning {
  private final SealedSource sources;
  private final RunFiles files;
  private final Runs runs;
  private final MigrationConfig config;

  Planning(SealedSource sources, RunFiles files, Runs runs, MigrationConfig config) {
    this.runs = runs;
    this.config = config;
    this.sources = sources;
    this.files = files;
  }

  /** Writes the plan's file and its rejects; what was counted. */
  Map<String, Long> plan(Migration migration, Hold hold) {
    files.clear(migration.run(), RunFiles.PLAN);
    files.clear(migration.run(), RunFiles.REJECTS);
    files.clear(migration.run(), RunFiles.KEPT);
    ItemMapping mapping = migration.plan().mapping();
    Map<String, Long> counts = new HashMap<>();
    Map<String, Long> rules = new TreeMap<>();
    Map<String, Long> left = new TreeMap<>();
    SetDigest rows = new SetDigest();
    Estimate estimate = new Estimate(config.pricePerMillionTokens());
    try (LegacyDocuments documents = sources.documents(migration.source())) {
      documents.each(
          "training_data",
          row -> {
            hold.check();
            Mapped mapped = mapping.map(new LegacyRow(row));
            rows.add(mapped.rowDigest());
            counts.merge("rows", 1L, Long::sum);
            estimate.addRow(row);
            switch (mapped) {
              case Mapped.Rejected rejected -> {
                counts.merge("would_reject", 1L, Long::sum);
                files.append(migration.run(), RunFiles.PLAN, line(rejected));
              }
              case Mapped.Item item -> {
                counts.merge("would_write", 1L, Long::sum);
                estimate.addItem(item.item());
                rules.merge(item.industryRule(), 1L, Long::sum);
                item.left().forEach(field -> left.merge(field, 1L, Long::sum));
                files.append(migration.run(), RunFiles.PLAN, line(row, item));
              }
            }
          });
    }
    files.write(
        migration.run(),
        RunFiles.REPORT,
        Map.of(
            "plan",
            migration.plan(),
            "plan_hash",
            migration.plan().hash(),
            "rows_digest",
            rows.hex(),
            "counts",
            counts,
            "estimate",
            estimate.of(runs.pace()),
            "industry_rules",
            rules,
            "fields_that_stay",
            left));
    return counts;
  }

  private static Map<String, Object> line(Mapped.Rejected rejected) {
    return Map.of("contract_id", rejected.contractId(), "reject", rejected.reason());
  }

  private static Map<String, Object> line(org.bson.BsonDocument row, Mapped.Item item) {
    PortfolioItem state = item.item();
    Map<String, Object> after = new LinkedHashMap<>();
    after.put("item_id", item.id().value());
    after.put("company_name", state.companyName());
    after.put("deliverables", state.deliverables());
    after.put("skills", state.skills());
    after.put("portfolio_url", Optional.ofNullable(state.portfolioUrl()));
    after.put("industry", Optional.ofNullable(state.industry()));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("contract_id", item.contractId());
    line.put("row_digest", item.rowDigest());
    line.put("industry_rule", item.industryRule());
    line.put("before", Cursors.read(row.toJson(), com.fasterxml.jackson.databind.JsonNode.class));
    line.put("after", after);
    return line;
  }
}
