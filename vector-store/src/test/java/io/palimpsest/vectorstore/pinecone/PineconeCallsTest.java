package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grpc.Metadata;
import io.grpc.Status;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.CountedWork;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorStoreException.TooLarge;
import io.palimpsest.vectorstore.VectorStoreException.Unavailable;
import io.palimpsest.vectorstore.VectorValues;
import io.palimpsest.vectorstore.WriteReceipt;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.UpsertResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PineconeCallsTest {
  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration LATER = Duration.ofSeconds(10);

  private ScriptedServer server;
  private PineconeVectorStore store;
  private NamespaceVectors namespace;

  @BeforeEach
  void connect() throws IOException {
    server = new ScriptedServer();
    store = PineconeVectorStore.open(new PineconeSettings(server.host(), "key-1", false, LATER));
    namespace = store.maintenance("test", "scripted answers").namespace("portfolio_acme");
  }

  @AfterEach
  void disconnect() {
    store.close();
    server.close();
  }

  @Test
  void a_request_that_was_too_large_is_halved_and_every_send_is_counted() {
    server.onUpsert =
        (request, answer) -> {
          if (request.getVectorsCount() > 2) {
            answer.onError(
                Status.OUT_OF_RANGE.withDescription("message too large").asRuntimeException());
          } else {
            ScriptedServer.answer(answer, UpsertResponse.getDefaultInstance());
          }
        };
    CountedWork work = CountedWork.within(LATER);

    WriteReceipt receipt = namespace.upsert(records(5), work);

    assertThat(receipt.requests()).isEqualTo(3);
    assertThat(server.upserts)
        .map(request -> request.getVectorsCount())
        .containsExactly(5, 3, 2, 1, 2);
    assertThat(work.sent()).isEqualTo(5);
    assertThat(work.answers()).isEqualTo(5);
  }

  @Test
  void a_single_record_that_is_too_large_is_an_error() {
    server.onUpsert =
        (request, answer) ->
            answer.onError(
                Status.OUT_OF_RANGE.withDescription("message too large").asRuntimeException());

    assertThatExceptionOfType(TooLarge.class)
        .isThrownBy(() -> namespace.upsert(records(1), CountedWork.within(LATER)));
  }

  @Test
  void a_call_without_answer_ends_at_its_deadline_and_is_reported_as_unanswered() {
    openConnection();
    long begin = System.nanoTime();
    CountedWork work = CountedWork.within(SOON);

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> namespace.upsert(records(1), work));

    assertThat(server.upserts).hasSize(1);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SOON, LATER);
    assertThat(work.withoutAnswer()).isEqualTo(1);
    assertThat(work.answers()).isZero();
  }

  @Test
  void nothing_is_sent_after_the_deadline() {
    CountedWork work = CountedWork.within(Duration.ZERO);

    assertThatExceptionOfType(DeadlinePassedException.class)
        .isThrownBy(() -> namespace.upsert(records(1), work));

    assertThat(server.upserts).isEmpty();
  }

  @Test
  void a_server_error_is_sent_once_and_is_no_answer() {
    server.onUpsert = (request, answer) -> answer.onError(Status.UNAVAILABLE.asRuntimeException());
    CountedWork work = CountedWork.within(LATER);

    assertThatExceptionOfType(Unavailable.class)
        .isThrownBy(() -> namespace.upsert(records(1), work));

    assertThat(server.upserts).hasSize(1);
    assertThat(work.withoutAnswer()).isEqualTo(1);
  }

  @Test
  void a_definite_refusal_is_an_answer() {
    server.onUpsert =
        (request, answer) -> answer.onError(Status.INVALID_ARGUMENT.asRuntimeException());
    CountedWork work = CountedWork.within(LATER);

    assertThatExceptionOfType(VectorStoreException.Rejected.class)
        .isThrownBy(() -> namespace.upsert(records(1), work));

    assertThat(work.answers()).isEqualTo(1);
    assertThat(work.withoutAnswer()).isZero();
  }

  @Test
  void log_sequence_numbers_come_from_the_headers_of_the_answer() {
    server.answerHeaders = headers("x-pinecone-request-lsn", "41");
    server.onUpsert =
        (q, answer) -> ScriptedServer.answer(answer, UpsertResponse.getDefaultInstance());
    assertThat(namespace.upsert(records(1), CountedWork.within(LATER)).lsn())
        .isEqualTo(OptionalLong.of(41));

    server.answerHeaders = headers("x-pinecone-max-indexed-lsn", "40");
    server.onQuery =
        (q, answer) -> ScriptedServer.answer(answer, QueryResponse.getDefaultInstance());
    assertThat(namespace.query(query(), deadline()).maxIndexedLsn()).isEqualTo(OptionalLong.of(40));
  }

  @Test
  void every_call_carries_key_and_api_version() {
    server.onQuery =
        (q, answer) -> ScriptedServer.answer(answer, QueryResponse.getDefaultInstance());

    namespace.query(query(), deadline());

    assertThat(server.headers.getLast().get(ascii("api-key"))).isEqualTo("key-1");
    assertThat(server.headers.getLast().get(ascii("x-pinecone-api-version"))).isEqualTo("2025-10");
  }

  @Test
  void two_stores_with_an_index_of_one_name_are_two_connections() throws IOException {
    try (ScriptedServer other = new ScriptedServer();
        PineconeVectorStore otherStore =
            PineconeVectorStore.open(new PineconeSettings(other.host(), "key-2", false, LATER))) {
      other.onQuery =
          (q, answer) -> ScriptedServer.answer(answer, QueryResponse.getDefaultInstance());

      otherStore.maintenance("test", "other").namespace("n").query(query(), deadline());

      assertThat(other.headers).hasSize(1);
      assertThat(server.headers).isEmpty();
    }
  }

  private void openConnection() {
    server.onQuery =
        (q, answer) -> ScriptedServer.answer(answer, QueryResponse.getDefaultInstance());
    namespace.query(query(), deadline());
  }

  private static Deadline deadline() {
    return Deadline.after(Ticker.system(), LATER);
  }

  private static VectorQuery query() {
    return new VectorQuery(VectorValues.of(1f, 0f), 3, Optional.empty());
  }

  private static List<VectorRecord> records(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            at ->
                new VectorRecord(
                    "v" + at, VectorValues.of(1f, at), io.palimpsest.vectorstore.Metadata.empty()))
        .toList();
  }

  private static Metadata headers(String name, String value) {
    Metadata metadata = new Metadata();
    metadata.put(ascii(name), value);
    return metadata;
  }

  private static Metadata.Key<String> ascii(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
