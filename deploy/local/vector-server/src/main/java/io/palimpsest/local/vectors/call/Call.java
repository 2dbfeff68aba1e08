package io.palimpsest.local.vectors.call;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.pinecone.proto.CreateNamespaceRequest;
import io.pinecone.proto.DeleteNamespaceRequest;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.DescribeNamespaceRequest;
import io.pinecone.proto.FetchByMetadataRequest;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.UpsertRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param port the local port it arrived at, which says which index it is for
 * @param apiKey the key that the caller showed, null when it showed none
 * @param bytes size of the request on the wire
 */
public record Call(
    Operation operation, Message request, int port, @Nullable String apiKey, long bytes) {

  private static final Value NONE = Value.getDefaultInstance();

  /** The request as the type that the operation stands for. */
  public <T extends Message> T as(Class<T> type) {
    return type.cast(request);
  }

  /** The namespace that it names, as it names it; empty where it names none. */
  public String namespace() {
    return namespaceOf(request);
  }

  /** The namespace that a request names, as it names it; empty where it names none. */
  public static String namespaceOf(Message request) {
    return switch (request) {
      case UpsertRequest upsert -> upsert.getNamespace();
      case UpdateRequest update -> update.getNamespace();
      case DeleteRequest delete -> delete.getNamespace();
      case QueryRequest query -> query.getNamespace();
      case FetchRequest fetch -> fetch.getNamespace();
      case FetchByMetadataRequest fetch -> fetch.getNamespace();
      case ListRequest list -> list.getNamespace();
      case CreateNamespaceRequest create -> create.getName();
      case DescribeNamespaceRequest describe -> describe.getNamespace();
      case DeleteNamespaceRequest drop -> drop.getNamespace();
      case Struct json -> json.getFieldsOrDefault("namespace", NONE).getStringValue();
      default -> "";
    };
  }

  /** How many vectors, ids, records or texts it names. */
  public int records() {
    return switch (request) {
      case UpsertRequest upsert -> upsert.getVectorsCount();
      case DeleteRequest delete -> delete.getIdsCount();
      case FetchRequest fetch -> fetch.getIdsCount();
      case UpdateRequest update -> update.getId().isEmpty() ? 0 : 1;
      case Struct json ->
          Math.max(
              json.getFieldsOrDefault("records", NONE).getListValue().getValuesCount(),
              json.getFieldsOrDefault("inputs", NONE).getListValue().getValuesCount());
      default -> 0;
    };
  }
}
