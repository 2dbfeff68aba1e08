package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Shelf;
import io.palimpsest.erasure.model.State;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The document of a request: its body, and the fields that queries need. */
final class RequestDocuments {
  /** A request that nobody has to look at by itself. */
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /** Number of the case, where the body has it. */
  static final String REFERENCE = "body.demand.externalReference";

  private static final String PREVIEW = "body.demand.options.dryRun";

  private final RequestCodec codec = new RequestCodec();

  static void indexes(MongoCollection<Document> collection) {
    collection.createIndex(Indexes.ascending("ref"), new IndexOptions().unique(true));
    collection.createIndex(
        Indexes.ascending("claim"), new IndexOptions().unique(true).sparse(true));
    collection.createIndex(Indexes.ascending("open", "due_at"));
    collection.createIndex(Indexes.ascending("next_at"));
    collection.createIndex(Indexes.ascending("scope_uid"));
    collection.createIndex(Indexes.ascending("path_uids", "deletes_until"));
    collection.createIndex(Indexes.ascending("attached_to"));
    collection.createIndex(Indexes.ascending("preview_of"), new IndexOptions().sparse(true));
    collection.createIndex(Indexes.ascending("tenant", "created_at"));
    collection.createIndex(Indexes.ascending("due_at"));
    collection.createIndex(Indexes.ascending(REFERENCE), new IndexOptions().sparse(true));
  }

  /** What lies on a shelf. */
  static List<Bson> on(Shelf shelf) {
    Date never = Date.from(NEVER);
    return switch (shelf) {
      case UNDER_WAY -> List.of(lt("due_at", never), ne(PREVIEW, true));
      case AWAITING ->
          List.of(
              lt("due_at", never),
              ne(PREVIEW, true),
              eq("body.state.is", State.AwaitingApproval.class.getSimpleName()));
      case ENDED -> List.of(eq("due_at", never), ne(PREVIEW, true));
      case PREVIEWS -> List.of(eq(PREVIEW, true));
    };
  }

  /** Settled requests have no legal deadline any more: whoever looks at them again comes last. */
  Document document(ErasureRequest request, @Nullable Instant lookAt) {
    boolean open = !request.settled();
    Document document =
        new Document("_id", request.id().toString())
            .append("ref", request.ref())
            .append("version", request.version())
            .append("open", open)
            .append("covers", request.state().covers())
            .append("tenant", request.identity().tenant())
            .append("due_at", Date.from(request.ended() ? NEVER : request.dueAt()))
            .append("created_at", Date.from(request.createdAt()))
            .append("next_at", Date.from(lookAt == null ? NEVER : lookAt));
    if (request.state() instanceof State.Attached attached) {
      document.append("attached_to", attached.to().toString());
    }
    request.deletesUntil().ifPresent(at -> document.append("deletes_until", Date.from(at)));
    Plan plan = request.plan();
    if (plan != null) {
      scope(document, plan, request.state().claims());
      if (request.previews()) {
        document.append("preview_of", named(plan));
      }
    }
    return document.append("body", codec.encode(request));
  }

  ErasureRequest request(Document document) {
    return codec.decode(document.get("body", Document.class));
  }

  /** Everything that a plan names: the scope, what lies above it and what lies under it. */
  private static List<String> named(Plan plan) {
    return Stream.concat(plan.pathUids().stream(), plan.uids().stream())
        .map(UUID::toString)
        .distinct()
        .toList();
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
}
