package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.State;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.repair.Finding;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twenty thousand vectors, a thousand of each kind of drift, and a writer that never rests. */
@Tag("alone")
class ReconcileIT {
  private static final int OF_EACH = 1_000;
  private static final int TWINS = 4;
  private static final int SOURCES = 25;
  private static final int VECTORS = 20_000;
  private static final int BATCH = 250;
  private static final int SENTENCES = 475;
  private final FreeEmbedder model = new FreeEmbedder();
  private final AtomicBoolean writing = new AtomicBoolean(true);
  private IndexUnderTest index;
  private JobsUnderTest jobs;

  private record Spot(Twin twin, String id) {}

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(model);
    jobs = new JobsUnderTest(index);
  }

  @AfterEach
  void stop() {
    writing.set(false);
    jobs.close();
    index.close();
  }

  @Test
  void everyDriftIsFoundAndRepairedAndNothingElseIsTouched() throws Exception {
    List<Twin> twins = seed();
    Map<String, Map<String, StoredVector>> whole = snapshot(twins);
    List<Spot> spots = spots(twins, whole);
    assertThat(spots).hasSizeGreaterThanOrEqualTo(VECTORS);
    Collections.shuffle(spots, new Random(7));
    Map<String, Set<String>> injected = inject(twins, spots, whole);
    Twin busy = index.twin();
    Thread writer = Thread.ofVirtual().start(() -> write(busy));

    Job looked = jobs.run("reconcile", Map.of());
    assertThat(looked.state()).isEqualTo(State.DONE);
    assertThat(found(looked)).as("positive control").isEqualTo(injected);
    assertThat(looked.progress().count("unfinished")).isZero();

    writing.set(false);
    writer.join();
    awaitQuiet();
    double written = index.count(IndexMetrics.WRITTEN);
    double deleted = index.count(IndexMetrics.DELETED);
    Job repaired = jobs.run("reconcile", Map.of("repair", "true"));
    assertThat(repaired.state()).isEqualTo(State.DONE);
    assertThat(found(repaired)).isEqualTo(injected);
    assertThat(index.count(IndexMetrics.WRITTEN) - written).isEqualTo(3 * OF_EACH);
    assertThat(index.count(IndexMetrics.DELETED) - deleted).isEqualTo(OF_EACH);
    Map<String, Map<String, StoredVector>> after = snapshot(twins);
    whole.forEach((name, vectors) -> assertSame(after.get(name), vectors));
    assertThat(index.ledger.scopes().count(twins.stream().map(twin -> twin.twinUid).toList()))
        .as("no row is left that keeps a place")
        .isEqualTo(TWINS * SOURCES);

    Job clean = jobs.run("reconcile", Map.of());
    assertThat(found(clean)).isEmpty();
    assertThat(clean.progress().count("vectors")).isGreaterThanOrEqualTo(spots.size());
  }

  private List<Twin> seed() {
    List<Twin> twins = new ArrayList<>();
    for (int at = 0; at < TWINS; at++) {
      Twin twin = index.twin();
      twins.add(twin);
      for (int source = 0; source < SOURCES; source++) {
        twin.publishAsync(
            twin.upsert(
                "s" + source, 1, Texts.of(at * SOURCES + source, SENTENCES), Map.of("at", 1L)));
      }
    }
    for (Twin twin : twins) {
      for (int source = 0; source < SOURCES; source++) {
        index.awaitRevision(twin.uid("s" + source), 1);
      }
    }
    return twins;
  }

  private void awaitQuiet() {
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
  }

  /** Creates, edits and deletes without a rest: none of it is drift. */
  private void write(Twin busy) {
    for (int revision = 1; writing.get(); revision++) {
      for (String source : List.of("a", "b", "c")) {
        busy.publish(
            revision % 3 == 0
                ? busy.delete(source, revision)
                : busy.upsert(source, revision, Texts.of(revision, 40), Map.of()));
      }
    }
  }

  private static List<Spot> spots(List<Twin> twins, Map<String, Map<String, StoredVector>> whole) {
    List<Spot> spots = new ArrayList<>();
    for (Twin twin : twins) {
      whole.get(twin.namespace()).keySet().stream()
          .sorted()
          .forEach(id -> spots.add(new Spot(twin, id)));
    }
    return spots;
  }

  private Map<String, Set<String>> inject(
      List<Twin> twins, List<Spot> spots, Map<String, Map<String, StoredVector>> whole) {
    Map<String, Set<String>> injected = new HashMap<>();
    List<Spot> missing = spots.subList(0, OF_EACH);
    byTwin(missing)
        .forEach(
            (twin, ids) -> batches(twin, ids, (space, work, some) -> space.deleteIds(some, work)));
    note(injected, "missing", missing);
    List<Spot> stale = spots.subList(OF_EACH, 2 * OF_EACH);
    rewrite(stale, whole, old -> with(old, Ownership.MODEL, "model-before"));
    note(injected, "stale_model", stale);
    List<Spot> foreign = spots.subList(2 * OF_EACH, 3 * OF_EACH);
    rewrite(foreign, whole, old -> with(old, Ownership.CREATOR_UID, UUID.randomUUID().toString()));
    note(injected, "wrong_owner", foreign);
    List<Spot> orphans = orphans(twins);
    StoredVector sample = whole.get(spots.getFirst().twin().namespace()).get(spots.getFirst().id());
    byTwin(orphans)
        .forEach(
            (twin, ids) ->
                batches(
                    twin,
                    ids,
                    (space, work, some) ->
                        space.upsert(
                            some.stream()
                                .map(id -> new VectorRecord(id, sample.values(), sample.metadata()))
                                .toList(),
                            work)));
    note(injected, "orphan", orphans);
    return injected;
  }

  /** Half of them look like chunks of sources that there are, half of sources that never were. */
  private static List<Spot> orphans(List<Twin> twins) {
    List<Spot> orphans = new ArrayList<>();
    for (int at = 0; at < OF_EACH; at++) {
      String source = at % 2 == 0 ? "s" + at % SOURCES : "ghost-" + at % 40;
      orphans.add(new Spot(twins.get(at % TWINS), source + "#%016x".formatted(at)));
    }
    return orphans;
  }

  private void rewrite(
      List<Spot> spots,
      Map<String, Map<String, StoredVector>> whole,
      UnaryOperator<Metadata> change) {
    byTwin(spots)
        .forEach(
            (twin, ids) ->
                batches(
                    twin,
                    ids,
                    (space, work, some) ->
                        space.upsert(
                            some.stream()
                                .map(id -> whole.get(twin.namespace()).get(id))
                                .map(
                                    old ->
                                        new VectorRecord(
                                            old.id(), old.values(), change.apply(old.metadata())))
                                .toList(),
                            work)));
  }

  private interface Blow {
    void strike(NamespaceVectors space, Work work, List<String> ids);
  }

  private void batches(Twin twin, List<String> ids, Blow blow) {
    NamespaceVectors space = index.store.maintenance("test", "drift").namespace(twin.namespace());
    for (int from = 0; from < ids.size(); from += BATCH) {
      Admission admission = index.writer.admit(List.of(twin.twinUid));
      assertThat(admission).isInstanceOf(Admission.Admitted.class);
      try (Work work = ((Admission.Admitted) admission).work()) {
        blow.strike(space, work, ids.subList(from, Math.min(ids.size(), from + BATCH)));
      }
    }
  }

  private static Map<Twin, List<String>> byTwin(List<Spot> spots) {
    Map<Twin, List<String>> byTwin = new HashMap<>();
    spots.forEach(
        spot -> byTwin.computeIfAbsent(spot.twin(), twin -> new ArrayList<>()).add(spot.id()));
    return byTwin;
  }

  private static Metadata with(Metadata old, String key, String value) {
    return Metadata.builder().putAll(old).put(key, value).build();
  }

  private static void note(Map<String, Set<String>> injected, String kind, List<Spot> spots) {
    Set<String> names = new HashSet<>();
    spots.forEach(spot -> names.add(spot.twin().namespace() + " " + spot.id()));
    injected.put(kind, names);
  }

  private Map<String, Set<String>> found(Job job) {
    Map<String, Set<String>> found = new HashMap<>();
    Optional<String> after = Optional.empty();
    List<Findings.Found> page;
    do {
      page = jobs.findings.page(job.id(), after, 1_000);
      for (Findings.Found one : page) {
        Finding finding = one.finding();
        found
            .computeIfAbsent(finding.kind(), kind -> new HashSet<>())
            .add(finding.namespace() + " " + finding.vector());
        after = Optional.of(one.name());
      }
    } while (!page.isEmpty());
    return found;
  }

  private Map<String, Map<String, StoredVector>> snapshot(List<Twin> twins) {
    Map<String, Map<String, StoredVector>> whole = new HashMap<>();
    twins.forEach(twin -> whole.put(twin.namespace(), index.stored(twin.namespace())));
    return whole;
  }

  private static void assertSame(
      Map<String, StoredVector> actual, Map<String, StoredVector> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (id, vector) -> {
          assertThat(actual.get(id).metadata()).isEqualTo(vector.metadata());
          assertThat(actual.get(id).values().toArray()).isEqualTo(vector.values().toArray());
        });
  }
}
