package io.palimpsest.erasure.document;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.palimpsest.erasure.request.ErasureRequest;
import io.palimpsest.erasure.request.Plan;
import io.palimpsest.erasure.request.State;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The document of a request: its body, and the fields that queries need. */
final class RequestDocuments {
  /** A request that nobody has to look at by itself. */
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  private final RequestCodec codec = new RequestCodec();

  static void indexes(MongoCollection<Document> collection) {
    collection.createIndex(Indexes.ascending("ref"), new IndexOptions().unique(true));
    collection.createIndex(
        Indexes.ascending("claim"), new IndexOptions().unique(true).sparse(true));
    collection.createIndex(Indexes.ascending("open", "due_at"));
    collection.createIndex(Indexes.ascending("next_at"));
    collection.createIndex(Indexes.ascending("scope_uid"));
    collection.createIndex(Indexes.ascending("attached_to"));
    collection.createIndex(Indexes.ascending("tenant", "created_at"));
  }

  static ErasureRequest raised(ErasureRequest request) {
    return new ErasureRequest(
        request.id(),
        request.ref(),
        request.version() + 1,
        request.identity(),
        request.demand(),
        request.state(),
        request.plan(),
        request.approvals(),
        request.tasks(),
        request.journal(),
        request.outbox(),
        request.dueAt(),
        request.createdAt(),
        request.approvedAt(),
        request.endedAt(),
        request.confirmation(),
        request.residuals());
  }

  /** Settled requests have no legal deadline any more: whoever looks at them again comes last. */
  Document document(ErasureRequest request, @Nullable Instant lookAt) {
    boolean open = !request.settled();
    Document document =
        new Document("_id", request.id().toString())
            .append("ref", request.ref())
            .append("version", request.version())
            .append("open", open)
            .append("covers", covers(request.state()))
            .append("tenant", request.identity().tenant())
            .append("due_at", Date.from(request.ended() ? NEVER : request.dueAt()))
            .append("created_at", Date.from(request.createdAt()))
            .append("next_at", Date.from(lookAt == null ? NEVER : lookAt));
    if (request.state() instanceof State.Attached attached) {
      document.append("attached_to", attached.to().toString());
    }
    Plan plan = request.plan();
    if (plan != null) {
      scope(document, plan, claims(request.state()));
    }
    return document.append("body", codec.encode(request));
  }

  ErasureRequest request(Document document) {
    return codec.decode(document.get("body", Document.class));
  }

  private static void scope(Document document, Plan plan, boolean claims) {
    document
        .append("scope_uid", plan.scope().uid().toString())
        .append("path_uids", plan.pathUids().stream().map(UUID::toString).toList())
        .append("uids", plan.uids().stream().map(UUID::toString).toList());
    if (claims) {
      document.append("claim", plan.scope().uid().toString());
    }
  }

  /** States in which a request does the work for others that it covers. */
  private static boolean covers(State state) {
    return switch (state) {
      case State.Fencing s -> true;
      case State.Fenced s -> true;
      case State.Drained s -> true;
      case State.Exported s -> true;
      case State.Deleting s -> true;
      case State.Verifying s -> true;
      case State.Verified s -> true;
      case State.Received s -> false;
      case State.Planned s -> false;
      case State.AwaitingApproval s -> false;
      case State.Attached s -> false;
      case State.ConfirmedLive s -> false;
      case State.Patrolling s -> false;
      case State.Repairing s -> false;
      case State.Expiring s -> false;
      case State.PhysicallyExpired s -> false;
      case State.Rejected s -> false;
      case State.Cancelled s -> false;
    };
  }

  /** States that only one request of a scope can be in: of two at once, one attaches. */
  private static boolean claims(State state) {
    return state instanceof State.Fencing
        || state instanceof State.Fenced
        || state instanceof State.Drained
        || state instanceof State.Exported;
  }
}
