package io.palimpsest.erasure.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.erasure.StackResource;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Covering;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorValues;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier against the real vector server, with a key that may only read. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class VerifierIT {
  private static final int DIMENSION = 384;
  private static final int NEXT_DIMENSION = 8;

  @Inject VerifierSettings settings;

  private final String namespace = "creator_v" + UUID.randomUUID() + "_twin_coach";
  private final UUID erased = UUID.randomUUID();
  private VectorStore writable;
  private VectorStore next;

  @BeforeEach
  void open() {
    writable =
        PineconeVectorStore.open(
            new PineconeSettings(
                settings.host(),
                settings.controlApiKey().orElseThrow(),
                settings.encrypted(),
                Duration.ofSeconds(20)));
    VerifierSettings.Further further = settings.index().get("next");
    String host = further.host().orElseThrow();
    next =
        PineconeVectorStore.open(
            new PineconeSettings(
                host,
                further.controlApiKey().orElseThrow(),
                IndexSide.encrypted(host, further.tls()),
                Duration.ofSeconds(20)));
    // The service does so beside its start, and may not have come to it yet.
    try (VerifierStores stores = new VerifierStores(settings)) {
      stores.plant(new ControlVector(settings.controlNamespace()));
    }
  }

  @AfterEach
  void close() {
    writable.close();
    next.close();
  }

  @Test
  void anAbsentNamespaceIsEmptyAndTheControlIsFound() throws Exception {
    Receipt receipt = verify(settings);
    assertThat(receipt.failure()).isNull();
    assertThat(receipt.remaining()).isZero();
    assertThat(receipt.evidence()).contains("reads:2", "indexes:2", "control:found");
    assertThat(receipt.seen()).isEqualTo(new Receipt.Seen(true, 2, 2, 1, null, null));
  }

  @Test
  void aLeftoverVectorOfTheUidIsFoundAndAnothersIsNot() throws Exception {
    write(writable, "left", erased, DIMENSION);
    write(writable, "other", UUID.randomUUID(), DIMENSION);
    Receipt receipt = verify(settings, shared());
    assertThat(receipt.failure()).isNull();
    assertThat(receipt.remaining()).isEqualTo(1);
  }

  @Test
  void inANamespaceOfTheScopeAloneWhoeverWroteItIsALeftover() throws Exception {
    write(writable, "other", UUID.randomUUID(), DIMENSION);
    assertThat(verify(settings).remaining()).isEqualTo(1);
  }

  @Test
  void aLeftoverInTheSecondIndexAloneIsFound() throws Exception {
    write(next, "left", erased, NEXT_DIMENSION);
    write(next, "other", UUID.randomUUID(), NEXT_DIMENSION);
    Receipt receipt = verify(settings, shared());
    assertThat(receipt.failure()).isNull();
    assertThat(receipt.remaining()).isEqualTo(1);
  }

  @Test
  void aLeftoverInTheOtherSchemeOfTheSameIndexAloneIsFound() throws Exception {
    NamespacePrefix scheme = new NamespacePrefix("v2-");
    VerifierSettings.Further same =
        new Index(
            Optional.of(settings.host()),
            Optional.of(settings.apiKey()),
            settings.controlApiKey(),
            Optional.of(scheme.value()));
    Other both =
        new Other(
            settings, settings.controlNamespace(), settings.controlApiKey(), Map.of("v2", same));
    write(scheme.over(writable), "left", erased, DIMENSION);
    write(scheme.over(writable), "other", UUID.randomUUID(), DIMENSION);
    assertThat(verify(settings, shared()).remaining()).as("seen in one scheme alone").isZero();
    assertThat(verify(both, shared()).failure())
        .as("no control yet")
        .isEqualTo("control.not_found");
    Receipt receipt = verify(both, shared());
    assertThat(receipt.failure()).isNull();
    assertThat(receipt.remaining()).isEqualTo(1);
  }

  @Test
  void aSecondIndexWithoutItsControlIsNoProofAlthoughTheFirstHasOne() throws Exception {
    String fresh = "control-" + UUID.randomUUID();
    Other blind =
        new Other(settings, fresh, settings.controlApiKey(), Map.of("next", readOnly("next")));
    assertThat(verify(blind).failure()).isEqualTo("control.not_found");
    assertThat(verify(blind).failure()).isEqualTo("control.not_found");
    Other seeing = new Other(settings, fresh, settings.controlApiKey());
    assertThat(verify(seeing).failure()).isEqualTo("control.not_found");
    assertThat(verify(seeing).failure()).isNull();
  }

  @Test
  void anIndexThatNobodyMayReadIsRefusedAtTheStart() {
    VerifierSettings.Further noKey =
        new Index(
            settings.index().get("next").host(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Other other = new Other(settings, "any", settings.controlApiKey(), Map.of("next", noKey));
    assertThatThrownBy(() -> new VerifierStores(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("index.next.api-key");
  }

  @Test
  void namesOfNamespacesAreListedFromEveryIndex() throws Exception {
    write(next, "left", erased, NEXT_DIMENSION);
    try (VerifierStores stores = new VerifierStores(settings)) {
      assertThat(new ListedNames(stores, settings).all()).contains(namespace);
    }
  }

  @Test
  void whatWasReadAheadIsTheFirstReadingAndWhatComesAfterItIsFound() throws Exception {
    try (VerifierStores stores = new VerifierStores(settings)) {
      Verifier verifier =
          new Verifier(stores, settings, new ListedNames(stores, settings), uid -> false);
      ErasureRequest deleting = Samples.deletedVectors(plan(), "dropped:1 shared:0");
      verifier.lookAhead(deleting);
      write(writable, "late", erased, DIMENSION);
      ErasureRequest verifying = Samples.verifying(deleting);
      Receipt receipt =
          verifier.perform(
              verifying, verifying.openTasks().filter(Task::local).findFirst().orElseThrow());
      assertThat(receipt.failure()).isNull();
      assertThat(receipt.remaining()).isEqualTo(1);
    }
  }

  @Test
  void aStoreWhoseAnswersDoNotKnowOfTheDeleteYetIsNoProof() throws Exception {
    write(writable, "other", UUID.randomUUID(), DIMENSION);
    assertThat(afterDeletion("dropped:0 shared:1 lsn:0=" + Long.MAX_VALUE / 10).failure())
        .isEqualTo("lsn.behind");
    Receipt known = afterDeletion("dropped:0 shared:1 lsn:0=1");
    assertThat(known.failure()).isNull();
    assertThat(known.seen().deletedAt()).isEqualTo(1);
    assertThat(known.seen().readAt()).isGreaterThanOrEqualTo(1);
    assertThat(afterDeletion("dropped:0 shared:1").failure()).as("nothing said").isNull();
  }

  @Test
  void withoutTheControlAZeroIsAFailureAndNoProof() throws Exception {
    Receipt receipt = verify(new Other(settings, "nobody-wrote-here", Optional.empty()));
    assertThat(receipt.failure()).isEqualTo("control.not_found");
    assertThat(receipt.seen().control()).isFalse();
  }

  @Test
  void aKeyThatMayOnlyReadCannotWriteTheControl() throws Exception {
    String fresh = "control-" + UUID.randomUUID();
    Other readOnly = new Other(settings, fresh, Optional.of(settings.apiKey()));
    assertThat(verify(readOnly).failure()).isEqualTo("control.not_found");
    assertThat(verify(readOnly).failure()).isEqualTo("control.not_found");
    Other writing = new Other(settings, fresh, settings.controlApiKey());
    assertThat(verify(writing).failure()).isEqualTo("control.not_found");
    assertThat(verify(writing).failure()).isNull();
  }

  private Receipt verify(VerifierSettings with) throws InterruptedException {
    return verify(with, plan());
  }

  private Receipt verify(VerifierSettings with, Plan plan) throws InterruptedException {
    try (VerifierStores stores = new VerifierStores(with)) {
      ErasureRequest request =
          Covering.checkingAfterCover(
              Resolution.planned(
                  Samples.received(ScopeType.TWIN, Standing.OWNER, false), plan, Samples.NOW),
              7L,
              Samples.NOW);
      Task task = request.openTasks().filter(Task::local).findFirst().orElseThrow();
      assertThat(task.action()).isEqualTo(ErasureAction.VERIFY);
      return new Verifier(stores, with, new ListedNames(stores, with), uid -> false)
          .perform(request, task);
    }
  }

  private Receipt afterDeletion(String evidence) throws InterruptedException {
    ErasureRequest request = Samples.verifying(Samples.deletedVectors(shared(), evidence));
    try (VerifierStores stores = new VerifierStores(settings)) {
      Task task = request.openTasks().filter(Task::local).findFirst().orElseThrow();
      return new Verifier(stores, settings, new ListedNames(stores, settings), uid -> false)
          .perform(request, task);
    }
  }

  private Plan shared() {
    return plan().lookedForIn(List.of(), List.of(namespace));
  }

  private Plan plan() {
    Scope creator = new Scope(ScopeType.CREATOR, "v", UUID.randomUUID());
    Scope twin = new Scope(ScopeType.TWIN, "coach", erased);
    return new Plan(
        List.of(creator, twin),
        List.of(),
        List.of(namespace),
        List.of(),
        List.of(
            new Plan.Participation("reembed.vectors", 10, false, true, true),
            new Plan.Participation("erasure.verifier", 70, true, false, true)),
        1,
        "4".repeat(64),
        null,
        null);
  }

  private VerifierSettings.Further readOnly(String name) {
    VerifierSettings.Further base = settings.index().get(name);
    return new Index(base.host(), base.apiKey(), Optional.empty(), Optional.empty());
  }

  private void write(VectorStore store, String id, UUID twin, int dimension) {
    float[] values = new float[dimension];
    Arrays.fill(values, 0.5f);
    Metadata metadata = Metadata.builder().put(Ownership.TWIN_UID, twin.toString()).build();
    Deadline deadline = Deadline.after(Ticker.system(), Duration.ofSeconds(20));
    store
        .maintenance("test", "a leftover")
        .namespace(namespace)
        .upsert(
            List.of(new VectorRecord(id, VectorValues.of(values), metadata)),
            new UnfencedWork(deadline));
  }

  /** An index with other keys. */
  private record Index(
      Optional<String> host,
      Optional<String> apiKey,
      Optional<String> controlApiKey,
      Optional<String> namespacePrefix)
      implements VerifierSettings.Further {
    @Override
    public Optional<Boolean> tls() {
      return Optional.empty();
    }
  }

  /** The same settings with another control. */
  private record Other(
      VerifierSettings base,
      String controlNamespace,
      Optional<String> controlApiKey,
      Map<String, VerifierSettings.Further> index)
      implements VerifierSettings {
    Other(VerifierSettings base, String controlNamespace, Optional<String> controlApiKey) {
      this(base, controlNamespace, controlApiKey, base.index());
    }

    @Override
    public String host() {
      return base.host();
    }

    @Override
    public String apiKey() {
      return base.apiKey();
    }

    @Override
    public Optional<String> namespacePrefix() {
      return base.namespacePrefix();
    }

    @Override
    public Optional<Boolean> tls() {
      return base.tls();
    }

    @Override
    public String homeTarget() {
      return base.homeTarget();
    }

    @Override
    public Duration visibility() {
      return base.visibility();
    }

    @Override
    public Duration deadline() {
      return base.deadline();
    }

    @Override
    public int parallel() {
      return base.parallel();
    }
  }
}
