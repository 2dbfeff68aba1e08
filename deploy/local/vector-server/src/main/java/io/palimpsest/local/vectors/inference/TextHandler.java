package io.palimpsest.local.vectors.inference;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.CallHandler;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.palimpsest.local.vectors.control.Indexes;
import io.palimpsest.local.vectors.control.ServedIndex;
import io.pinecone.proto.QueryResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers calls that are about texts, and hands on those that are about vectors. */
public final class TextHandler implements CallHandler {
  /** Field of a request's JSON that is no part of the client's body. */
  public static final String NAMESPACE = "namespace";

  /** Field that holds the lines of an upsert of records. */
  public static final String RECORDS = "records";

  private final Indexes indexes;
  private final Embedder embedder;
  private final Inference inference;

  /**
   * @param dimension of what {@code /embed} answers, when the request names none
   */
  public TextHandler(Indexes indexes, Embedder embedder, int dimension) {
    this.indexes = indexes;
    this.embedder = embedder;
    this.inference = new Inference(embedder, dimension);
  }

  @Override
  public CompletionStage<Reply> handle(Call call) {
    return switch (call.operation()) {
      case EMBED -> done(inference.embed(fields(call)));
      case RERANK -> done(inference.rerank(fields(call)));
      case UPSERT_RECORDS -> upsert(call);
      case SEARCH_RECORDS -> search(call);
      default -> indexes.handle(call);
    };
  }

  private CompletionStage<Reply> upsert(Call call) {
    Message request = records(call).upsert(call.namespace(), fields(call).objects(RECORDS));
    return indexes
        .handle(inner(call, Operation.UPSERT, request))
        .thenApply(reply -> new Reply(Struct.getDefaultInstance(), reply.headers()));
  }

  private CompletionStage<Reply> search(Call call) {
    Records records = records(call);
    Fields search = fields(call);
    return indexes
        .handle(inner(call, Operation.QUERY, records.query(call.namespace(), search)))
        .thenApply(
            reply ->
                new Reply(records.answer(search, (QueryResponse) reply.body()), reply.headers()));
  }

  private Records records(Call call) {
    ServedIndex index = indexes.at(call.port());
    return new Records(
        embedder,
        index
            .definition()
            .embedding()
            .orElseThrow(
                () -> Refusal.invalid("Integrated inference is not configured for this index")),
        index.definition().spec().dimension());
  }

  private static Call inner(Call call, Operation operation, Message request) {
    return new Call(operation, request, call.port(), call.apiKey(), request.getSerializedSize());
  }

  private static Fields fields(Call call) {
    return new Fields(call.as(Struct.class));
  }

  private static CompletionStage<Reply> done(Message body) {
    return CompletableFuture.completedStage(Reply.of(body));
  }
}
