package io.palimpsest.erasure.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.erasure.model.Handlings;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Shelf;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.phase.Consent;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests as the worklist asks for them, and who works at them. */
class ShelvesIT {
  private static final Instant NOW = Samples.NOW;

  private MongoClient client;
  private Requests requests;
  private Handlings handlings;
  private int serial;

  @BeforeEach
  void anEmptyStore() throws InterruptedException {
    client = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("shelves"));
    String database = "shelves-" + UUID.randomUUID();
    Stores stores = new Stores(client, database, Duration.ofSeconds(10));
    requests = stores.requests(RecordSigner.of(SigningKey.generate(Authorship.ERASURE)));
    handlings = stores.handlings();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void whatIsDueFirstComesFirstAndNothingThatHasEndedAndNoPreviewLiesBetween() {
    ErasureRequest late = put(received("CASE-1", 0, false));
    ErasureRequest early = put(received("CASE-2", 9, false));
    ErasureRequest middle = put(awaiting(received("CASE-3", 4, false)));
    ErasureRequest preview = put(planned(received("CASE-4", 20, true)));
    ErasureRequest ended =
        put(Consent.cancelled(received("CASE-5", 30, false), Samples.ACTOR, NOW));

    assertThat(ids(Shelf.UNDER_WAY, null, 9)).containsExactly(early.id(), middle.id(), late.id());
    assertThat(ids(Shelf.UNDER_WAY, null, 2)).containsExactly(early.id(), middle.id());
    assertThat(ids(Shelf.UNDER_WAY, middle.id(), 2)).containsExactly(late.id());
    assertThat(ids(Shelf.AWAITING, null, 9)).containsExactly(middle.id());
    assertThat(ids(Shelf.PREVIEWS, null, 9)).containsExactly(preview.id());
    assertThat(ids(Shelf.ENDED, null, 9)).containsExactly(ended.id());
    assertThat(requests.on(Shelf.UNDER_WAY, Set.of("somebody else's"), null, 9)).isEmpty();
  }

  @Test
  void aNumberOfACaseLeadsToItsRequestsWhenTheNamesAreGoneToo() {
    ErasureRequest ended = put(Consent.cancelled(received("CASE-7", 1, false), Samples.ACTOR, NOW));
    ErasureRequest again = put(received("CASE-7", 0, false));
    put(received("CASE-70", 0, false));

    assertThat(requests.referenced("CASE-7", Set.of(), 9))
        .extracting(ErasureRequest::id)
        .containsExactlyInAnyOrder(ended.id(), again.id());
    assertThat(requests.referenced("case-7", Set.of(), 9)).isEmpty();
  }

  @Test
  void whoWorksAtARequestAndWhatTheyDidIsKeptInOrder() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    Handling.Act asked = new Handling.Act(NOW, "mira", Handling.What.ASKED, null);
    Handling.Act noted =
        new Handling.Act(NOW.plusSeconds(1), "otto", Handling.What.NOTED, "called back");
    handlings.add(one, asked);
    handlings.assign(one, "otto");
    handlings.add(one, noted);
    handlings.assign(other, "mira");

    assertThat(handlings.of(List.of(one, UUID.randomUUID())))
        .containsOnlyKeys(one)
        .containsEntry(one, new Handling(one, "otto", List.of(asked, noted)));
    assertThat(handlings.assignedTo("otto", 9)).containsExactly(one);
    handlings.assign(one, null);
    assertThat(handlings.assignedTo("otto", 9)).isEmpty();
  }

  private List<UUID> ids(Shelf shelf, UUID after, int limit) {
    return requests.on(shelf, Set.of(), after, limit).stream().map(ErasureRequest::id).toList();
  }

  private ErasureRequest put(ErasureRequest request) {
    assertThat(requests.insert(request)).isTrue();
    return request;
  }

  private ErasureRequest received(String reference, int daysAgo, boolean dryRun) {
    ErasureRequest sample = Samples.received(ScopeType.TWIN, Standing.COMPLIANCE, dryRun);
    Demand demand =
        new Demand(
            ScopeType.TWIN,
            List.of("ada", "coach"),
            ErasureReason.DATA_SUBJECT_REQUEST,
            "mira",
            Standing.COMPLIANCE,
            NOW.minus(Duration.ofDays(daysAgo)),
            reference,
            false,
            new Demand.Options(false, false, dryRun, null));
    String ref = "er_%012d".formatted(++serial);
    return Resolution.received(UUID.randomUUID(), ref, sample.identity(), demand, NOW);
  }

  private static ErasureRequest planned(ErasureRequest request) {
    return Resolution.planned(request, Samples.plan(ScopeType.TWIN), NOW);
  }

  private static ErasureRequest awaiting(ErasureRequest request) {
    return Consent.askedApproval(planned(request), NOW);
  }
}
