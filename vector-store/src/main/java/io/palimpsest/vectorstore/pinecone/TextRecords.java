package io.palimpsest.vectorstore.pinecone;

import io.palimpsest.fencing.Work;
import io.palimpsest.vectorstore.Batches;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.WriteReceipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.openapitools.db_data.client.ApiClient;
import org.openapitools.db_data.client.ApiException;

/**
 * Writes records that the index embeds itself. gRPC has no such call; the SDK's own {@code
 * upsertRecords} knows texts only, and the record of its generated client fails on lists: so the
 * call is built with the SDK's REST client itself.
 */
final class TextRecords implements AutoCloseable {
  /** Quotes, commas and the key beside each value. */
  private static final int FRAME = 64;

  private final String textField;
  private final Calls calls;
  private final OkHttpClient http;
  private final ApiClient client;

  TextRecords(PineconeSettings settings, String textField, Calls calls) {
    this.textField = textField;
    this.calls = calls;
    // A request that was sent twice unseen could not be accounted for.
    this.http = new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    this.client = new ApiClient(http);
    client.setBasePath(
        (settings.tls() ? "https://" : "http://")
            + settings.host().replaceFirst("^https?://", "").replaceAll("/+$", ""));
    client.setApiKey(settings.apiKey());
  }

  /** In as many requests as limits ask; nothing is sent for an empty list. */
  WriteReceipt upsert(String namespace, List<VectorRecord> records, Work work) {
    WriteReceipt receipt = WriteReceipt.NONE;
    for (List<VectorRecord> batch : Batches.of(records, Batches.TEXTS, this::size)) {
      List<Map<String, Object>> lines = batch.stream().map(this::line).toList();
      receipt = receipt.and(calls.accounted(work, () -> send(namespace, lines, work)).receipt());
    }
    return receipt;
  }

  private Answer<Boolean> send(String namespace, List<Map<String, Object>> lines, Work work) {
    try {
      Call call = call(namespace, lines);
      call.timeout().timeout(calls.bound(work.deadline()).toNanos(), TimeUnit.NANOSECONDS);
      return new Answer<>(true, CallHeaders.of(client.execute(call).getHeaders()));
    } catch (ApiException e) {
      CallHeaders headers = CallHeaders.of(e.getResponseHeaders());
      throw StatusErrors.ofHttp("upsert records", e.getCode(), e.getResponseBody(), headers, e);
    }
  }

  private Call call(String namespace, List<Map<String, Object>> lines) throws ApiException {
    return client.buildCall(
        null,
        "/records/namespaces/" + client.escapeString(namespace) + "/upsert",
        "POST",
        List.of(),
        List.of(),
        lines,
        headers(),
        Map.of(),
        Map.of(),
        new String[] {"ApiKeyAuth"},
        null);
  }

  /** The client adds the key to them. */
  private static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("X-Pinecone-Api-Version", Connection.API_VERSION);
    headers.put("Content-Type", "application/x-ndjson");
    return headers;
  }

  private Map<String, Object> line(VectorRecord record) {
    Map<String, Object> line = new HashMap<>();
    record.metadata().values().forEach((key, value) -> line.put(key, plain(value)));
    line.put("_id", record.id());
    line.put(textField, text(record));
    return line;
  }

  private int size(VectorRecord record) {
    int copy = textField.equals(Ownership.CHUNK_TEXT) ? 0 : 2 * text(record).length();
    return record.metadata().sizeInBytes() + copy + record.id().length() + FRAME;
  }

  private static String text(VectorRecord record) {
    return record.metadata().text(Ownership.CHUNK_TEXT).orElseThrow();
  }

  private static Object plain(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text text -> text.value();
      case MetadataValue.Numeric number -> number.value();
      case MetadataValue.Flag flag -> flag.value();
      case MetadataValue.TextList list -> list.values();
    };
  }

  @Override
  public void close() {
    http.connectionPool().evictAll();
    http.dispatcher().executorService().shutdown();
  }
}
