package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Ownership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Rendering RENDERING = new Rendering("creator_a_twin_b", "m1", "c1");
  private static final Entity ENTITY =
      new Entity(
          new Ownership.OfSource(
              new CreatorId("a"),
              new TwinId("b"),
              new SourceId("doc"),
              new UUID(0, 1),
              new UUID(0, 2),
              new UUID(0, 3)));
  private final LedgerRow unknown = LedgerRow.unknown("main", ENTITY, RENDERING);

  @Test
  void theFirstRevisionEmbedsEverything() {
    Plan.Replace plan = replace(unknown, request(1, "m", "x", "y", "x"));
    assertThat(plan.embed()).extracting(Piece::text).containsExactly("x", "y");
    assertThat(plan.remove()).isEmpty();
    assertThat(plan.after().chunks().getFirst().positions()).containsExactly(0, 2);
  }

  @Test
  void sameContentAndMetadataAsksForNothing() {
    LedgerRow row = done(unknown, request(1, "m", "x", "y"));
    assertThat(Planner.plan(row, request(2, "m", "x", "y"))).isInstanceOf(Plan.Advance.class);
  }

  @Test
  void otherMetadataRewritesWithoutTheModel() {
    LedgerRow row = done(unknown, request(1, "m", "x", "y"));
    Plan.Replace plan = replace(row, request(2, "other", "x", "y"));
    assertThat(plan.embed()).isEmpty();
    assertThat(plan.rewrite()).extracting(Piece::text).containsExactly("x", "y");
    assertThat(plan.remove()).isEmpty();
  }

  @Test
  void anEditEmbedsTheNewAndRemovesTheOldChunkOnly() {
    LedgerRow row = done(unknown, request(1, "m", "x", "y", "z"));
    Plan.Replace plan = replace(row, request(2, "m", "x", "new", "z"));
    assertThat(plan.embed()).extracting(Piece::text).containsExactly("new");
    assertThat(plan.remove()).containsExactly("doc#y");
    assertThat(plan.kept()).isEqualTo(2);
    assertThat(plan.after().chunks())
        .filteredOn(chunk -> chunk.id().equals("doc#x"))
        .allSatisfy(chunk -> assertThat(chunk.revision()).isEqualTo(1));
  }

  @Test
  void aDeleteRemovesAllAndLeavesAStub() {
    LedgerRow row = done(unknown, request(1, "m", "x", "y"));
    Plan.Replace plan = replace(row, delete(2));
    assertThat(plan.remove()).containsExactly("doc#x", "doc#y");
    assertThat(plan.after().deleted()).isTrue();
    LedgerRow stub = plan.after().atVersion(3);
    assertThat(replace(stub, request(3, "m", "x")).embed()).hasSize(1);
    assertThat(Planner.plan(stub, request(1, "m", "x"))).isEqualTo(new Plan.Drop(2));
  }

  @Test
  void anEqualRevisionIsDueOnlyForAnotherRendering() {
    LedgerRow row = done(unknown, request(4, "m", "x"));
    assertThat(Planner.plan(row, request(4, "m", "x"))).isEqualTo(new Plan.Drop(4));
    Request swapped = rendered(request(4, "m", "x"), new Rendering("creator_a_twin_b", "m2", "c1"));
    assertThat(replace(row, swapped).embed()).hasSize(1);
    Request recut = rendered(request(4, "m", "x"), new Rendering("creator_a_twin_b", "m1", "c2"));
    assertThat(replace(row, recut).rewrite()).hasSize(1);
  }

  @Test
  void whatAnOpenIntentNamesIsWrittenOrDeletedAgain() {
    LedgerRow row =
        done(unknown, request(1, "m", "x", "y"))
            .opened(Set.of("doc#x", "doc#new"), Set.of("doc#y"));
    Plan.Replace plan = replace(row, request(2, "m", "x", "y"));
    assertThat(plan.embed()).extracting(Piece::id).containsExactly("doc#x", "doc#y");
    assertThat(plan.remove()).containsExactly("doc#new");
  }

  /**
   * Attempts stop anywhere, their requests happen or not, in any number; the last one converges.
   */
  @Property(tries = 2000)
  void whateverAttemptsLeftBehindTheNextOneConverges(@ForAll long seed) {
    Random random = new Random(seed);
    Map<String, String> store = new HashMap<>();
    LedgerRow row = unknown;
    long revision = 0;
    Request last = delete(1);
    for (int step = 0; step < 12; step++) {
      if (random.nextInt(3) > 0 || revision == 0) {
        last = anyRequest(random, ++revision);
      }
      boolean completes = step == 11 || random.nextInt(3) == 0;
      row = attempt(random, store, row, last, completes);
    }
    row = attempt(random, store, row, last, true);
    assertThat(row.intent()).isEmpty();
    assertThat(store).isEqualTo(expected(last));
    assertThat(row.ids()).isEqualTo(store.keySet());
  }

  private static LedgerRow attempt(
      Random random, Map<String, String> store, LedgerRow row, Request request, boolean completes) {
    return switch (Planner.plan(row, request)) {
      case Plan.Drop drop -> row;
      case Plan.Advance advance -> advance.after().atVersion(row.version() + 1);
      case Plan.Replace plan -> {
        Set<String> writes = new HashSet<>();
        plan.embed().forEach(piece -> writes.add(piece.id()));
        plan.rewrite().forEach(piece -> writes.add(piece.id()));
        LedgerRow opened = row.opened(writes, new HashSet<>(plan.remove()));
        for (String id : writes) {
          if (completes || random.nextBoolean()) {
            store.put(id, mark(request));
          }
        }
        for (String id : plan.remove()) {
          if (completes || random.nextBoolean()) {
            store.remove(id);
          }
        }
        yield completes ? plan.after().atVersion(opened.version() + 1) : opened;
      }
    };
  }

  /** What lies in the store is told apart by metadata and model: both must be the newest. */
  private static String mark(Request request) {
    return request.metadataHash() + "/" + request.rendering().model();
  }

  private static Map<String, String> expected(Request request) {
    return request.deletes()
        ? Map.of()
        : request.wanted().get().pieces().keySet().stream()
            .collect(Collectors.toMap(id -> id, id -> mark(request)));
  }

  private static Request anyRequest(Random random, long revision) {
    if (random.nextInt(6) == 0) {
      return delete(revision);
    }
    List<String> texts = new ArrayList<>();
    for (String text : List.of("x", "y", "z", "w")) {
      if (random.nextBoolean()) {
        texts.add(text);
      }
    }
    String metadata = random.nextInt(3) == 0 ? "m'" : "m";
    String model = random.nextInt(5) == 0 ? "m2" : "m1";
    return rendered(
        request(revision, metadata, texts.toArray(String[]::new)),
        new Rendering("creator_a_twin_b", model, "c1"));
  }

  private static Plan.Replace replace(LedgerRow row, Request request) {
    return (Plan.Replace) Planner.plan(row, request);
  }

  private static LedgerRow done(LedgerRow row, Request request) {
    return replace(row, request).after().atVersion(row.version() + 2);
  }

  private static Request rendered(Request request, Rendering rendering) {
    return new Request(
        request.revision(),
        request.deletes(),
        rendering,
        request.contentHash(),
        request.metadataHash(),
        request.wanted());
  }

  private static Request request(long revision, String metadata, String... texts) {
    List<Piece> pieces =
        List.of(texts).stream().map(text -> new Piece("doc#" + text, text, 3, text)).toList();
    return new Request(
        revision,
        false,
        RENDERING,
        String.join("|", texts) + ";",
        metadata,
        () -> Wanted.of(pieces));
  }

  private static Request delete(long revision) {
    return new Request(revision, true, RENDERING, "", "", () -> Wanted.NOTHING);
  }
}
