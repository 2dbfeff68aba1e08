package io.palimpsest.topic;

import io.palimpsest.event.AccessLogged;
import io.palimpsest.event.CoverageMeasured;
import io.palimpsest.event.ErasureRequested;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.event.ErasureWork;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.WriterStatement;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;

/** The fixed topics of the product. Keys are uids, digests or references, never names. */
public enum Topic implements AnyTopic {
  INBOX_PORTFOLIO(
      "palimpsest.inbox.portfolio.v1", 6, week(), PortfolioItemSubmitted.getClassSchema()),
  INBOX_SOURCES("palimpsest.inbox.sources.v1", 6, week(), SourceSubmitted.getClassSchema()),
  TENANTS("palimpsest.tenants.v1", 1, new Cleanup.Compact(), TenantChanged.getClassSchema()),
  PORTFOLIO(
      "palimpsest.portfolio.v1", 6, new Cleanup.Compact(), PortfolioItemChanged.getClassSchema()),
  SOURCES("palimpsest.sources.v1", 6, new Cleanup.Compact(), SourceChanged.getClassSchema()),
  VECTORS("palimpsest.vectors.v1", 6, week(), VectorsChanged.getClassSchema()),
  COVERAGE("palimpsest.coverage.v1", 1, days(30), CoverageMeasured.getClassSchema()),
  ERASURE_REQUESTS("palimpsest.erasure.requests.v1", 1, week(), ErasureRequested.getClassSchema()),
  ERASURE_FENCES(
      "palimpsest.erasure.fences.v1", 1, new Cleanup.Compact(), ScopeFenced.getClassSchema()),
  ERASURE_WORK("palimpsest.erasure.work.v1", 3, days(30), ErasureWork.getClassSchema()),
  ERASURE_STATUS(
      "palimpsest.erasure.status.v1",
      3,
      new Cleanup.Compact(),
      ErasureStatusChanged.getClassSchema()),
  WRITERS("palimpsest.writers.v1", 1, new Cleanup.Compact(), WriterStatement.getClassSchema()),
  AUDIT_INTAKE("palimpsest.audit.intake.v1", 1, week()),
  AUDIT("palimpsest.audit.v1", 1, new Cleanup.Forever()),
  AUDIT_CHECKPOINTS("palimpsest.audit.checkpoints.v1", 1, new Cleanup.Forever()),
  ACCESS("palimpsest.access.v1", 3, days(90), AccessLogged.getClassSchema());

  private final String topicName;
  private final int partitions;
  private final Cleanup cleanup;
  private final Optional<Schema> valueSchema;

  Topic(String topicName, int partitions, Cleanup cleanup, Schema valueSchema) {
    this(topicName, partitions, cleanup, Optional.of(valueSchema));
  }

  /** A topic whose values are JSON, so that its bytes never depend on a registry. */
  Topic(String topicName, int partitions, Cleanup cleanup) {
    this(topicName, partitions, cleanup, Optional.empty());
  }

  Topic(String topicName, int partitions, Cleanup cleanup, Optional<Schema> valueSchema) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.cleanup = cleanup;
    this.valueSchema = valueSchema;
  }

  @Override
  public String topicName() {
    return topicName;
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public Cleanup cleanup() {
    return cleanup;
  }

  @Override
  public Optional<Schema> valueSchema() {
    return valueSchema;
  }

  private static Cleanup week() {
    return days(7);
  }

  private static Cleanup days(int days) {
    return new Cleanup.Delete(Duration.ofDays(days));
  }
}
