package io.palimpsest.local.vectors.call;

import com.google.protobuf.Message;
import java.util.Map;

/**
 * An answer.
 *
 * @param headers sent as HTTP headers, and over gRPC both as headers and as trailers
 */
public record Reply(Message body, Map<String, String> headers) {

  /** Header of a write: the sequence number under which it was logged. */
  public static final String REQUEST_LSN = "x-pinecone-request-lsn";

  /** Header of a read: the newest sequence number that it could see. */
  public static final String MAX_INDEXED_LSN = "x-pinecone-max-indexed-lsn";

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply toWrite(Message body, long lsn) {
    return new Reply(body, Map.of(REQUEST_LSN, Long.toString(lsn)));
  }

  public static Reply toRead(Message body, long lsn) {
    return new Reply(body, Map.of(MAX_INDEXED_LSN, Long.toString(lsn)));
  }

  public static Reply of(Message body) {
    return new Reply(body, Map.of());
  }
}
