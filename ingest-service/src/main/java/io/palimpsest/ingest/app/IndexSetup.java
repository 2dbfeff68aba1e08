package io.palimpsest.ingest.app;

import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.key.KeyRecords;
import io.palimpsest.ingest.key.Master;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.source.Contents;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.write.Shelf;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Creates missing indexes before the first request: without them nothing is unique. */
@Singleton
class IndexSetup {
  private static final Logger LOG = Logger.getLogger(IndexSetup.class);

  void onStart(
      @Observes @Priority(1) StartupEvent start,
      AllShelves shelves,
      Submissions submissions,
      Contents contents,
      KeyRecords keys,
      ErasedScopes erased,
      Master master,
      IngestMetrics metrics) {
    shelves.list().stream().map(Shelf::store).forEach(store -> store.ensureIndexes());
    submissions.ensureIndexes();
    contents.ensureIndexes();
    keys.ensureIndexes();
    erased.ensureIndexes();
    // Without its master key the service must not start: it could only fail later.
    LOG.infof("master key known=%b", master.isKnown());
    metrics.watchParked(submissions::count);
  }
}
