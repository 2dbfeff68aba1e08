package io.palimpsest.local.vectors.index;

import com.google.protobuf.Value;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * An open namespace. Writes come one at a time, from whoever holds the namespace's lock; views may
 * be taken by any thread.
 */
final class NamespaceStore implements AutoCloseable {
  private static final int MOST_PURGES = 5;

  private final Metric metric;
  private final Directory directory;
  private final IndexWriter writer;
  private final ConcurrentMergeScheduler merges;
  private final Views views;

  private NamespaceStore(
      Metric metric,
      Directory directory,
      IndexWriter writer,
      ConcurrentMergeScheduler merges,
      Views views) {
    this.merges = merges;
    this.metric = metric;
    this.directory = directory;
    this.writer = writer;
    this.views = views;
  }

  /**
   * Opens the folder, which may be new.
   *
   * @param lsn the newest write that the folder's commit holds
   * @param sinceNanos since when its present content has been visible
   */
  static NamespaceStore open(
      Path folder, IndexSpec spec, long lsn, LongSupplier keepNanos, long sinceNanos)
      throws IOException {
    Directory directory = FSDirectory.open(folder);
    ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
    merges.setMaxMergesAndThreads(4, 1);
    IndexWriter writer = new IndexWriter(directory, config(spec).setMergeScheduler(merges));
    RamBudget.SHARED.join(writer);
    return new NamespaceStore(
        spec.metric(), directory, writer, merges, new Views(writer, lsn, keepNanos, sinceNanos));
  }

  private static IndexWriterConfig config(IndexSpec spec) {
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setForceMergeDeletesPctAllowed(0);
    return new IndexWriterConfig()
        .setCodec(codec(spec))
        .setMergePolicy(policy)
        .setCommitOnClose(false);
  }

  private static Lucene104Codec codec(IndexSpec spec) {
    return new Lucene104Codec() {
      private final KnnVectorsFormat vectors =
          new LargeVectorsFormat(Math.max(1, spec.dimension()));

      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
      }
    };
  }

  @Nullable View view(long delayNanos) throws IOException {
    return views.acquire(delayNanos);
  }

  void upsert(List<Vector> vectors, long lsn) throws IOException {
    views.beforeWrite();
    for (Vector vector : vectors) {
      put(vector);
    }
    views.written(lsn);
  }

  void deleteIds(List<String> ids, long lsn) throws IOException {
    views.beforeWrite();
    for (String id : ids) {
      writer.deleteDocuments(RecordCodec.idTerm(id));
    }
    views.written(lsn);
  }

  void deleteMatching(Query query, long lsn) throws IOException {
    views.beforeWrite();
    writer.deleteDocuments(query);
    views.written(lsn);
  }

  void deleteAll(long lsn) throws IOException {
    views.beforeWrite();
    writer.deleteAll();
    views.written(lsn);
  }

  /** Changes one record, if it is there. */
  void update(String id, UnaryOperator<Vector> change, long lsn) throws IOException {
    views.beforeWrite();
    try (View view = newest()) {
      Vector stored = new RecordReader(view).byId(id);
      if (stored != null) {
        put(change.apply(stored));
      }
    }
    views.written(lsn);
  }

  /** Sets metadata of every record that the query finds; returns how many those are. */
  int updateMatching(Query query, Map<String, Value> changes, long lsn) throws IOException {
    List<Vector> changed = new ArrayList<>();
    try (View view = newest()) {
      RecordReader records = new RecordReader(view);
      for (ScoreDoc hit : Matches.all(view, query)) {
        changed.add(RecordCodec.merge(records.read(hit.doc), changes));
      }
    }
    upsert(changed, lsn);
    return changed.size();
  }

  /** Puts everything on disk, together with what the commit says about the namespace. */
  void commit(CommitData data) throws IOException {
    writer.setLiveCommitData(data.asMap().entrySet());
    writer.commit();
  }

  boolean hasDeletions() {
    return writer.hasDeletions();
  }

  /**
   * Rewrites segments until none holds a deleted record. Needs no lock, and may take long. Waits
   * for merges under way too: one that began before a delete carries the deleted record along.
   */
  void purgeDeleted() throws IOException {
    for (int attempt = 0; attempt < MOST_PURGES && writer.hasDeletions(); attempt++) {
      writer.forceMergeDeletes();
      merges.sync();
    }
  }

  /** Lets go of files that a commit has replaced. */
  void releaseFiles() throws IOException {
    views.renew();
  }

  long records() throws IOException {
    try (View view = newest()) {
      return view.reader().numDocs();
    }
  }

  /** Ends writing; readers go on seeing what there is until {@link #closeViews}. */
  void freeze() throws IOException {
    RamBudget.SHARED.leave(writer);
    views.freeze();
  }

  /** Lets go of a frozen store's files but for what views hold; takes the longer the larger. */
  void discard() throws IOException {
    try (directory) {
      writer.rollback();
    }
  }

  /** Lets go of what readers see, as soon as none reads. */
  void closeViews() throws IOException {
    views.close();
  }

  /** Closes without committing. */
  @Override
  public void close() throws IOException {
    freeze();
    discard();
    closeViews();
  }

  private void put(Vector vector) throws IOException {
    writer.updateDocument(RecordCodec.idTerm(vector.getId()), RecordCodec.document(vector, metric));
  }

  private View newest() throws IOException {
    View view = views.acquire(0);
    if (view == null) {
      throw new IllegalStateException("an open namespace has a view");
    }
    return view;
  }
}
