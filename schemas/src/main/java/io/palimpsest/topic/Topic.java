package io.palimpsest.topic;

import io.palimpsest.event.AccessLogged;
import io.palimpsest.event.CoverageMeasured;
import io.palimpsest.event.DemandKept;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureRequested;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.WriterStatement;
import io.palimpsest.topic.Authorship.Keys;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The fixed topics of the product. Keys are uids, digests or references, never names. */
public enum Topic implements AnyTopic {
  INBOX_PORTFOLIO(
      "palimpsest.inbox.portfolio.v1",
      6,
      week(),
      PortfolioItemSubmitted.getClassSchema(),
      new Authorship.Token()),
  INBOX_SOURCES(
      "palimpsest.inbox.sources.v1",
      6,
      week(),
      SourceSubmitted.getClassSchema(),
      new Authorship.Token()),
  TENANTS(
      "palimpsest.tenants.v1",
      1,
      new Cleanup.Compact(),
      TenantChanged.getClassSchema(),
      new Authorship.Signed(
          Set.of(Authorship.INGEST), Set.of(Authorship.ERASURE), Keys.UNTIL_RETIRED)),
  PORTFOLIO(
      "palimpsest.portfolio.v1",
      6,
      new Cleanup.Compact(),
      PortfolioItemChanged.getClassSchema(),
      new Authorship.Signed(
          Set.of(Authorship.INGEST), Set.of(Authorship.ERASURE), Keys.UNTIL_RETIRED)),
  SOURCES(
      "palimpsest.sources.v1",
      6,
      new Cleanup.Compact(),
      SourceChanged.getClassSchema(),
      new Authorship.Signed(
          Set.of(Authorship.INGEST), Set.of(Authorship.ERASURE), Keys.UNTIL_RETIRED)),
  VECTORS(
      "palimpsest.vectors.v1",
      6,
      week(),
      VectorsChanged.getClassSchema(),
      Authorship.Signed.by(Authorship.REEMBED)),
  COVERAGE(
      "palimpsest.coverage.v1",
      1,
      days(30),
      CoverageMeasured.getClassSchema(),
      new Authorship.Open("figures that people look at; nothing acts on them")),
  ERASURE_REQUESTS(
      "palimpsest.erasure.requests.v1",
      1,
      week(),
      ErasureRequested.getClassSchema(),
      new Authorship.Token()),
  ERASURE_FENCES(
      "palimpsest.erasure.fences.v1",
      1,
      new Cleanup.Compact(),
      ScopeFenced.getClassSchema(),
      new Authorship.Signed(Set.of(Authorship.ERASURE), Set.of(), Keys.FOR_EVER)),
  ERASURE_DEMANDS(
      "palimpsest.erasure.demands.v1",
      3,
      new Cleanup.Compact(),
      DemandKept.getClassSchema(),
      new Authorship.Signed(Set.of(Authorship.ERASURE), Set.of(), Keys.FOR_EVER)),
  ERASURE_RECEIPTS(
      "palimpsest.erasure.receipts.v1",
      3,
      days(30),
      ErasureReceipt.getClassSchema(),
      new Authorship.Named()),
  ERASURE_STATUS(
      "palimpsest.erasure.status.v1",
      3,
      new Cleanup.Compact(),
      ErasureStatusChanged.getClassSchema(),
      Authorship.Signed.by(Authorship.ERASURE)),
  WRITERS(
      "palimpsest.writers.v1",
      1,
      new Cleanup.Compact(),
      WriterStatement.getClassSchema(),
      new Authorship.Signed(services(), services(), Keys.FOR_EVER)),
  AUDIT_INTAKE(
      "palimpsest.audit.intake.v1",
      1,
      week(),
      new Authorship.Signed(services(), Set.of(), Keys.UNTIL_RETIRED)),
  AUDIT(
      "palimpsest.audit.v1",
      1,
      new Cleanup.Forever(),
      new Authorship.Signed(Set.of(Authorship.ERASURE), Set.of(), Keys.FOR_EVER)),
  AUDIT_CHECKPOINTS(
      "palimpsest.audit.checkpoints.v1",
      1,
      new Cleanup.Forever(),
      new Authorship.Open("each value is a signed note")),
  ACCESS(
      "palimpsest.access.v1",
      3,
      days(90),
      AccessLogged.getClassSchema(),
      new Authorship.Open("a record of what was read, for people; nothing acts on it"));

  private static final Map<String, Topic> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Topic::topicName, topic -> topic));

  private final String topicName;
  private final int partitions;
  private final Cleanup cleanup;
  private final Optional<Schema> valueSchema;
  private final Authorship authorship;

  Topic(
      String topicName,
      int partitions,
      Cleanup cleanup,
      Schema valueSchema,
      Authorship authorship) {
    this(topicName, partitions, cleanup, Optional.of(valueSchema), authorship);
  }

  /** A topic whose values are JSON, so that its bytes never depend on a registry. */
  Topic(String topicName, int partitions, Cleanup cleanup, Authorship authorship) {
    this(topicName, partitions, cleanup, Optional.empty(), authorship);
  }

  Topic(
      String topicName,
      int partitions,
      Cleanup cleanup,
      Optional<Schema> valueSchema,
      Authorship authorship) {
    this.topicName = topicName;
    this.partitions = partitions;
    this.cleanup = cleanup;
    this.valueSchema = valueSchema;
    this.authorship = authorship;
  }

  static Optional<Topic> named(String topicName) {
    return Optional.ofNullable(BY_NAME.get(topicName));
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

  @Override
  public Authorship authorship() {
    return authorship;
  }

  private static Set<String> services() {
    return Set.of(Authorship.INGEST, Authorship.REEMBED, Authorship.ERASURE);
  }

  private static Cleanup week() {
    return days(7);
  }

  private static Cleanup days(int days) {
    return new Cleanup.Delete(Duration.ofDays(days));
  }
}
