package io.palimpsest.local.vectors.index;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.log.LogRecord;
import io.pinecone.proto.CreateNamespaceRequest;
import io.pinecone.proto.DeleteNamespaceRequest;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.UpsertRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes as they stand in the log. The numbers are part of the file format. */
final class LoggedWrite {
  private static final Map<Integer, Parser<? extends Message>> PARSERS =
      Map.of(
          1, UpsertRequest.parser(),
          2, UpdateRequest.parser(),
          3, DeleteRequest.parser(),
          4, CreateNamespaceRequest.parser(),
          5, DeleteNamespaceRequest.parser());

  private LoggedWrite() {}

  static int kindOf(Message request) {
    return switch (request) {
      case UpsertRequest upsert -> 1;
      case UpdateRequest update -> 2;
      case DeleteRequest delete -> 3;
      case CreateNamespaceRequest create -> 4;
      case DeleteNamespaceRequest drop -> 5;
      default -> throw new IllegalArgumentException("not a write: " + request.getClass());
    };
  }

  static String namespaceOf(Message request) {
    return Names.namespace(Call.namespaceOf(request));
  }

  static Message decode(LogRecord logged) {
    @Nullable Parser<? extends Message> parser = PARSERS.get(logged.kind());
    try {
      if (parser == null) {
        throw new IOException("unknown kind of log record: " + logged.kind());
      }
      return parser.parseFrom(logged.payload());
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException("log record %d cannot be read".formatted(logged.lsn()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
