package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.event.Change;
import io.palimpsest.event.DemandKept;
import io.palimpsest.event.DemandKind;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.TenantChange;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.VectorsOutcome;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What somebody with a plain producer writes onto the topics of the running product: nothing of it
 * is obeyed, destroys, confirms or comes into the log. Fences and the writers' roll have a test of
 * their own in {@code fencing}: what is forged there stops every writer, as it should.
 */
class ForgeriesST {
  private static final String TWIN = "coach";
  private static final String UNPROVEN = "palimpsest_records_unproven_total";
  private static final long FAR_AHEAD = 1000;

  /** Of these topics another service's record is proven, and refused for what it says. */
  private static final Set<AnyTopic> SIGNED_BY_SEVERAL =
      Set.of(Topic.ERASURE_RECEIPTS, Topic.AUDIT_INTAKE);

  /** These are read when a service starts, or where a receiver of callbacks is set up. */
  private static final Set<AnyTopic> NOT_READ_AT_ONCE =
      Set.of(Topic.ERASURE_DEMANDS, Topic.ERASURE_STATUS);

  private static Palimpsest palimpsest;
  private static Erasures erasures;

  /** What a victim and two requests look like from outside. */
  private record Seen(
      Set<String> vectors,
      int found,
      int sources,
      String searchable,
      String waiting,
      List<String> ended,
      long logged) {}

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    erasures = new Erasures(palimpsest);
  }

  @Test
  void nothingThatIsForgedIsObeyedDestroysOrConfirms() throws Exception {
    try (Forger forger = new Forger(palimpsest)) {
      KnownScope victim = erasures.known(Palimpsest.unique("victim"), TWIN);
      UUID request = erasures.ask(erasures.known(Palimpsest.unique("waits"), TWIN).creator());
      UUID erased = erasures.erase(erasures.known(Palimpsest.unique("erased"), TWIN).creator());
      erasures.awaitState(request, "AWAITING_APPROVAL");
      Seen before = seen(victim, request, erased);
      assertThat(before.vectors()).as("positive control").isNotEmpty();
      assertThat(before.found()).as("positive control").isPositive();
      List<Forger.Payload> payloads = payloads(victim, request, erased);
      Map<AnyTopic, Double> unproven = unproven(payloads);

      for (Forger.Payload payload : payloads) {
        forger.forge(payload);
      }
      int forged = forger.forged();
      assertThat(forged).as("kinds").isGreaterThanOrEqualTo(100);
      await()
          .atMost(Palimpsest.AT_MOST)
          .untilAsserted(
              () ->
                  assertThat(fired(payloads, unproven))
                      .allSatisfy((t, all) -> assertThat(all).as(t).isTrue()));
      // What is read at a start alone, and what a start might bring up.
      for (Part service : List.of(Part.ERASURE, Part.REEMBED, Part.INGEST)) {
        PartProcess process = palimpsest.stack().process(service);
        process.end();
        process.start();
      }
      erasures.erase(erasures.known(Palimpsest.unique("later"), TWIN).creator());
      assertThat(seen(victim, request, erased)).isEqualTo(before);
      assertThat(logged("er_forged")).isZero();
      System.out.printf(
          "forged: %d kinds of records on %d topics, none was obeyed%n", forged, unproven.size());

      assertTakenFromTheirAuthors(forger, victim, erased);
    }
  }

  /**
   * The control: the same records are taken once their authors sign them, so that it was their
   * proof alone that they were refused for. A task for a scope that lives is taken for what it is
   * and refused by the participant's own look at the fences. Of announcements that nobody obeys
   * (states of requests, tombstones of changes), of demands, which are read when nothing else has
   * them, and of news of vectors, which ingest keeps for itself, nothing is to be seen here.
   */
  private static void assertTakenFromTheirAuthors(Forger forger, KnownScope victim, UUID erased)
      throws Exception {
    forger.sign(report(erased));
    await()
        .atMost(Palimpsest.AT_MOST)
        .until(() -> erasures.timeline(erased).contains("patrol.reported"));
    forger.sign(entry());
    await().atMost(Palimpsest.AT_MOST).until(() -> logged("er_forged") == 1);
    double refused = refusedTasks();
    for (WorkTopic topic : WorkTopic.ours()) {
      forger.sign(task(topic, victim));
    }
    await()
        .atMost(Palimpsest.AT_MOST)
        .until(() -> refusedTasks() >= refused + WorkTopic.ours().size());
    String namespace = victim.namespaces().getFirst();
    assertThat(palimpsest.vectors().ids(namespace)).as("the fences were looked at").isNotEmpty();
    forger.sign(deletion(victim));
    await().atMost(Palimpsest.AT_MOST).until(() -> palimpsest.vectors().ids(namespace).isEmpty());
    assertNoLongerFound(ForgeriesST::closing, forger);
    assertNoLongerFound(ForgeriesST::gone, forger);
  }

  private static void assertNoLongerFound(Function<KnownScope, Forger.Payload> end, Forger forger)
      throws Exception {
    KnownScope scope = erasures.known(Palimpsest.unique("ends"), TWIN);
    await().atMost(Palimpsest.AT_MOST).until(() -> found(scope) > 0);
    forger.sign(end.apply(scope));
    await().atMost(Palimpsest.AT_MOST).until(() -> found(scope) == 0);
  }

  private static double refusedTasks() throws Exception {
    return palimpsest.counter(Part.INGEST, "palimpsest_ingest_erasure_tasks_refused_total")
        + palimpsest.counter(Part.REEMBED, "palimpsest_reembed_erasure_tasks_refused_total");
  }

  private static int found(KnownScope scope) {
    try (PalimpsestClient client = palimpsest.creator(scope.creator())) {
      return Searches.found(client, Search.inTwin(TWIN, Round.TEXT));
    }
  }

  private static Seen seen(KnownScope victim, UUID request, UUID erased) throws Exception {
    String token = palimpsest.creatorToken(victim.creator());
    String twin = "/creators/" + victim.creator() + "/twins/" + TWIN;
    return new Seen(
        palimpsest.vectors().ids(victim.namespaces().getFirst()),
        found(victim),
        palimpsest.get(twin + "/sources", token).body().findValues("uid").size(),
        palimpsest.get("/vectors/" + source(victim).getUid(), token).body().toString(),
        erasures.read(request).path("state").asText(),
        erasures.timeline(erased),
        logged(erasures.read(request).path("request_ref").asText()));
  }

  /** Entries of the log that say something of a request. */
  private static long logged(String ref) {
    List<String> sources = new ArrayList<>();
    palimpsest.bytes(
        Topic.AUDIT,
        entry -> {
          if (entry.value() instanceof Decoded.Event<byte[]> event) {
            sources.add(Statement.parse(event.value()).source().path());
          }
        });
    return sources.stream().filter(AuditSource.request(ref).path()::equals).count();
  }

  /** For each topic whether every record that was forged for it and is looked at was refused. */
  private static Map<String, Boolean> fired(
      List<Forger.Payload> payloads, Map<AnyTopic, Double> before) throws Exception {
    Map<AnyTopic, Integer> expected = new HashMap<>();
    payloads.forEach(payload -> expected.merge(payload.topic(), refusals(payload), Integer::sum));
    Map<String, Boolean> fired = new TreeMap<>();
    for (Map.Entry<AnyTopic, Integer> topic : expected.entrySet()) {
      double refused = unproven(topic.getKey()) - before.get(topic.getKey());
      fired.put(topic.getKey().topicName(), refused >= topic.getValue());
    }
    return fired;
  }

  /** How many of a payload's forgeries are refused for their proof as soon as they are read. */
  private static int refusals(Forger.Payload payload) {
    boolean passedOver = payload.value() == null && payload.topic() != Topic.TENANTS;
    if (passedOver || NOT_READ_AT_ONCE.contains(payload.topic())) {
      return 0;
    }
    return SIGNED_BY_SEVERAL.contains(payload.topic()) ? Forger.KINDS - 1 : Forger.KINDS;
  }

  private static Map<AnyTopic, Double> unproven(List<Forger.Payload> payloads) throws Exception {
    Map<AnyTopic, Double> unproven = new HashMap<>();
    for (Forger.Payload payload : payloads) {
      unproven.put(payload.topic(), unproven(payload.topic()));
    }
    return unproven;
  }

  private static double unproven(AnyTopic topic) throws Exception {
    double sum = 0;
    for (Part service : List.of(Part.INGEST, Part.REEMBED, Part.ERASURE)) {
      sum += palimpsest.counter(service, UNPROVEN, "topic=\"" + topic.topicName() + "\"");
    }
    return sum;
  }

  private static List<Forger.Payload> payloads(KnownScope victim, UUID request, UUID erased)
      throws Exception {
    String source = source(victim).getUid().toString();
    List<Forger.Payload> all = new ArrayList<>();
    all.add(closing(victim));
    all.add(gone(victim));
    all.add(deletion(victim));
    all.add(new Forger.Payload(Topic.SOURCES, Authorship.ERASURE, source, null));
    all.add(new Forger.Payload(Topic.PORTFOLIO, Authorship.ERASURE, source, null));
    all.add(parked(victim));
    all.add(report(erased));
    all.add(confirmation(request));
    all.add(demand());
    all.add(entry());
    for (WorkTopic topic : WorkTopic.ours()) {
      all.add(task(topic, victim));
    }
    return all;
  }

  private static Forger.Payload closing(KnownScope victim) {
    TenantChanged event =
        palimpsest.events(Topic.TENANTS, TenantChanged.class).stream()
            .filter(tenant -> tenant.getUid().equals(victim.uid()))
            .findFirst()
            .orElseThrow();
    event.setEventId(UUID.randomUUID());
    event.setRevision(FAR_AHEAD);
    event.setChange(TenantChange.CLOSED);
    return new Forger.Payload(Topic.TENANTS, Authorship.INGEST, victim.uid().toString(), event);
  }

  private static Forger.Payload gone(KnownScope victim) {
    return new Forger.Payload(Topic.TENANTS, Authorship.ERASURE, victim.uid().toString(), null);
  }

  private static Forger.Payload deletion(KnownScope victim) {
    SourceChanged event = source(victim);
    event.setEventId(UUID.randomUUID());
    event.setRevision(FAR_AHEAD);
    event.setChange(Change.DELETE);
    event.setState(null);
    return new Forger.Payload(Topic.SOURCES, Authorship.INGEST, event.getUid().toString(), event);
  }

  private static Forger.Payload parked(KnownScope victim) {
    SourceChanged source = source(victim);
    VectorsChanged event =
        palimpsest.events(Topic.VECTORS, VectorsChanged.class).stream()
            .filter(vectors -> vectors.getUid().equals(source.getUid()))
            .findFirst()
            .orElseThrow();
    event.setEventId(UUID.randomUUID());
    event.setOutcome(VectorsOutcome.PARKED);
    event.setReason("forged");
    return new Forger.Payload(Topic.VECTORS, Authorship.REEMBED, source.getUid().toString(), event);
  }

  /** A participant says that something is back: a repair of a confirmed erasure would begin. */
  private static Forger.Payload report(UUID erased) throws Exception {
    String ref = erasures.read(erased).path("request_ref").asText();
    ErasureReceipt receipt =
        ErasureReceipt.newBuilder()
            .setRequestRef(ref)
            .setOccurredAt(Instant.now())
            .setTaskId(UUID.randomUUID())
            .setParticipant("ingest.documents")
            .setAttempt(1)
            .setAction(ErasureAction.VERIFY)
            .setFound(1)
            .setDeleted(0)
            .setRemaining(1)
            .setMethod("restore_gate")
            .setEvidence("count:1")
            .build();
    return new Forger.Payload(Topic.ERASURE_RECEIPTS, Authorship.INGEST, ref, receipt);
  }

  private static Forger.Payload confirmation(UUID request) throws Exception {
    ErasureStatusChanged event =
        palimpsest.events(Topic.ERASURE_STATUS, ErasureStatusChanged.class).stream()
            .filter(status -> status.getRequestId().equals(request))
            .findFirst()
            .orElseThrow();
    event.setState(ErasureState.CONFIRMED_LIVE);
    event.setLogIndex(1L);
    return new Forger.Payload(Topic.ERASURE_STATUS, Authorship.ERASURE, request.toString(), event);
  }

  private static Forger.Payload demand() {
    UUID id = UUID.randomUUID();
    DemandKept demand =
        DemandKept.newBuilder()
            .setId(id)
            .setKind(DemandKind.REQUEST)
            .setRequestRef("er_forged")
            .setVersion(FAR_AHEAD)
            .setKeyName(id.toString())
            .setSealed(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .setOccurredAt(Instant.now())
            .build();
    return new Forger.Payload(Topic.ERASURE_DEMANDS, Authorship.ERASURE, id.toString(), demand);
  }

  private static Forger.Payload entry() {
    AuditSource source = AuditSource.request("er_forged");
    Statement said = Statement.of(source, 0, EntryType.CONFIRMED_LIVE, Instant.now());
    return new Forger.Payload(Topic.AUDIT_INTAKE, Authorship.ERASURE, source.path(), said.bytes());
  }

  private static Forger.Payload task(WorkTopic topic, KnownScope victim) {
    String ref = "er_forged";
    ErasureTask task =
        ErasureTask.newBuilder()
            .setRequestRef(ref)
            .setOccurredAt(Instant.now())
            .setTaskId(UUID.randomUUID())
            .setParticipant(topic.participant())
            .setAttempt(1)
            .setAction(ErasureAction.ERASE)
            .setScopePath(source(victim).getScopePath().subList(0, 1))
            .setUids(List.copyOf(victim.uids()))
            .setNamespaces(victim.namespaces())
            .setSharedNamespaces(List.of())
            .setFenceSequence(0L)
            .setExpiresAt(Instant.now().plusSeconds(3600))
            .build();
    return new Forger.Payload(topic, Authorship.ERASURE, ref, task);
  }

  private static SourceChanged source(KnownScope victim) {
    return palimpsest.events(Topic.SOURCES, SourceChanged.class).stream()
        .filter(event -> event.getState() != null)
        .filter(
            event ->
                event.getScopePath().stream().map(ScopeRef::getUid).anyMatch(victim.uid()::equals))
        .findFirst()
        .orElseThrow();
  }
}
