package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.CallHandler;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.palimpsest.local.vectors.log.WriteLog;
import io.pinecone.proto.UpdateRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One index. Calls are answered on the caller's thread, writes' stages complete on the log's.
 *
 * <p>A write that was acknowledged survives the end of the process at any moment. After a write of
 * the index has failed in the log, every later write fails.
 */
public final class VectorIndex implements CallHandler, AutoCloseable {
  private final IndexSpec spec;
  private final Catalog catalog;
  private final WriteLog log;
  private final Writes writes;
  private final Reads reads;
  private final Overview overview;
  private final Maintenance maintenance;

  private VectorIndex(
      IndexSpec spec,
      Catalog catalog,
      WriteLog log,
      IndexSettings settings,
      Visibility visibility) {
    this.spec = spec;
    this.catalog = catalog;
    this.log = log;
    this.writes = new Writes(catalog, log, new WriteChecks(spec));
    this.reads = new Reads(catalog, spec, visibility, log::lastLsn);
    this.overview = new Overview(catalog, spec, visibility);
    this.maintenance = new Maintenance(catalog, log, settings);
  }

  /** Opens the index in the folder and brings it to where its log ends. */
  public static VectorIndex open(
      Path folder, IndexSpec spec, IndexSettings settings, Visibility visibility)
      throws IOException {
    Catalog catalog = new Catalog(folder.resolve("namespaces"), spec, visibility::longestNanos);
    WriteLog log = new WriteLog(folder.resolve("log"));
    VectorIndex index = new VectorIndex(spec, catalog, log, settings, visibility);
    index.recover();
    return index;
  }

  private void recover() throws IOException {
    catalog.load();
    log.replay(writes::replay);
    long newest = catalog.all().stream().mapToLong(Namespace::appliedLsn).max().orElse(0);
    log.start(newest + 1);
    maintenance.start();
  }

  public IndexSpec spec() {
    return spec;
  }

  @Override
  public CompletionStage<Reply> handle(Call call) {
    try {
      return answer(call);
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<Reply> answer(Call call) throws IOException {
    return switch (call.operation()) {
      case UPDATE -> isDryRun(call) ? done(reads.countMatches(call)) : writes.write(call);
      case UPSERT, DELETE, CREATE_NAMESPACE, DELETE_NAMESPACE -> writes.write(call);
      case QUERY -> done(reads.query(call));
      case FETCH -> done(reads.fetch(call));
      case FETCH_BY_METADATA -> done(reads.fetchByMetadata(call));
      case LIST -> done(reads.list(call));
      case DESCRIBE_INDEX_STATS -> done(overview.stats(call));
      case LIST_NAMESPACES -> done(overview.listNamespaces(call));
      case DESCRIBE_NAMESPACE -> done(overview.describeNamespace(call));
      case UPSERT_RECORDS, SEARCH_RECORDS, EMBED, RERANK ->
          throw new Refusal(Reason.UNIMPLEMENTED, "An index by itself knows vectors only");
    };
  }

  private static boolean isDryRun(Call call) {
    UpdateRequest update = call.as(UpdateRequest.class);
    return update.hasFilter() && update.getDryRun();
  }

  private static CompletionStage<Reply> done(Reply reply) {
    return CompletableFuture.completedStage(reply);
  }

  /** Commits everything, so that the next start has nothing to replay. */
  @Override
  public void close() throws IOException {
    maintenance.close();
    maintenance.checkpoint();
    for (Namespace namespace : catalog.all()) {
      namespace.closeIfUnused();
    }
    log.close();
  }
}
