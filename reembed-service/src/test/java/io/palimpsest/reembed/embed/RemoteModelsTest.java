package io.palimpsest.reembed.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.change.SampleEntities;
import io.palimpsest.reembed.embed.ModelStub.Protocol;
import io.palimpsest.vectorstore.pinecone.InferenceSettings;
import io.palimpsest.vectorstore.pinecone.PineconeInference;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Remote models against stubs that speak their protocol, and everything that these do wrong. */
class RemoteModelsTest {
  /** For answers that do not come. */
  private static final Duration BOUND = Duration.ofMillis(700);

  /** Far above what an answer takes on a machine that does a lot besides. */
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private static final ModelInfo INFO = new ModelInfo("stub-model", ModelStub.DIMENSION, 512);
  private static final List<Passage> PASSAGES =
      IntStream.range(0, 5).mapToObj(at -> passage("text " + "more ".repeat(at + 1))).toList();
  private ModelStub stub;

  @AfterEach
  void stop() {
    stub.close();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void each_text_gets_its_own_vector(Protocol protocol) throws IOException {
    assertRightVectors(model(protocol).embed(PASSAGES, ample()));
    assertThat(stub.requests).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_query_is_embedded_by_the_same_model(Protocol protocol) throws IOException {
    assertThat(loaded(protocol).queries().until(ample()).embed("where is it").content().vector())
        .isEqualTo(ModelStub.vector("where is it"));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,WRONG_COUNT,embedding.wrong_count",
    "OPENAI,INDEX_TWICE,embedding.wrong_index",
    "OPENAI,EMPTY_VECTORS,embedding.dimension_mismatch",
    "OPENAI,WRONG_DIMENSION,embedding.dimension_mismatch",
    "OPENAI,NOT_A_NUMBER,embedding.not_finite",
    "OPENAI,ALL_ZEROS,embedding.all_zeros",
    "PINECONE,WRONG_COUNT,embedding.wrong_count",
    "PINECONE,EMPTY_VECTORS,embedding.dimension_mismatch",
    "PINECONE,WRONG_DIMENSION,embedding.dimension_mismatch",
    "PINECONE,ALL_ZEROS,embedding.all_zeros",
  })
  void an_answer_that_is_no_set_of_vectors_is_never_taken(
      Protocol protocol, Fault fault, String reason) throws IOException {
    Embedder model = model(protocol);
    stub.always(fault);
    assertThat(failure(model, EmbeddingException.BadAnswer.class).reason()).isEqualTo(reason);
    assertThat(stub.fired).hasPositiveValue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"SERVER_ERROR", "SLOW", "DRIPPING", "BROKEN_JSON", "NO_JSON", "CUT", "NULL_VECTOR"})
  void an_answer_that_fails_or_does_not_come_is_asked_for_again(Fault fault) throws IOException {
    for (Protocol protocol : Protocol.values()) {
      Embedder model =
          new ResilientEmbedder(new ValidatingEmbedder(loaded(protocol, BOUND).embedder()));
      stub.first(1, fault);
      assertRightVectors(model.embed(PASSAGES, ample()));
      assertThat(stub.fired).hasValue(1);
      stub.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_rate_limit_is_waited_for_as_long_as_it_says(Protocol protocol) throws IOException {
    Embedder model = model(protocol);
    stub.first(1, Fault.RATE_LIMIT);
    EmbeddingException.Unavailable limited = failure(model, EmbeddingException.Unavailable.class);
    assertThat(limited.reason()).isEqualTo("embedding.rate_limited");
    assertThat(limited.retryAfter()).contains(Duration.ofSeconds(1));

    stub.first(1, Fault.RATE_LIMIT);
    long began = System.nanoTime();
    assertRightVectors(new ResilientEmbedder(model).embed(PASSAGES, ample()));
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(740));
    assertThat(stub.fired).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_wait_beyond_the_deadline_is_handed_on_at_once(Protocol protocol) throws IOException {
    Embedder model = new ResilientEmbedder(model(protocol));
    AtomicLong now = new AtomicLong();
    stub.plan =
        (n, texts) -> {
          now.set(AMPLE.minusMillis(900).toNanos());
          return Fault.RATE_LIMIT;
        };
    Deadline near = Deadline.at(now::get, AMPLE.toNanos());
    assertThat(failure(model, near, EmbeddingException.Unavailable.class).retryAfter()).isPresent();
    assertThat(stub.requests).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothing_is_sent_after_the_deadline(Protocol protocol) throws IOException {
    Embedder model = model(protocol);
    Deadline over = Deadline.at(() -> 0, 0);
    assertThat(failure(model, over, EmbeddingException.Unavailable.class).reason())
        .isEqualTo("embedding.deadline");
    assertThat(stub.requests).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void nothing_is_sent_again_after_the_deadline(Protocol protocol) throws IOException {
    Duration span = Duration.ofSeconds(20);
    AtomicLong now = new AtomicLong();
    Deadline deadline = Deadline.at(now::get, span.toNanos());
    Embedder model = new ResilientEmbedder(model(protocol));
    stub.plan =
        (n, texts) -> {
          now.set(n < 3 ? 0 : span.toNanos());
          return Fault.SERVER_ERROR;
        };
    assertThat(failure(model, deadline, EmbeddingException.Unavailable.class).reason())
        .isEqualTo("embedding.unavailable");
    assertThat(stub.requests).hasValue(3);
    assertThat(stub.fired).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"SLOW", "DRIPPING"})
  void an_answer_is_not_waited_for_beyond_the_deadline(Fault fault) throws IOException {
    for (Protocol protocol : Protocol.values()) {
      Embedder model = new ValidatingEmbedder(loaded(protocol, Duration.ofMinutes(10)).embedder());
      stub.always(fault);
      Deadline deadline = Deadline.after(Ticker.system(), BOUND);
      Deadline endOfTheAnswer = Deadline.after(Ticker.system(), Duration.ofSeconds(15));
      failure(model, deadline, EmbeddingException.Unavailable.class);
      assertThat(deadline.passed()).isTrue();
      assertThat(endOfTheAnswer.passed()).isFalse();
      assertThat(stub.fired).hasValue(1);
      stub.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,QUOTA,embedding.quota_exceeded",
    "OPENAI,UNAUTHORIZED,embedding.unauthorized",
    "PINECONE,QUOTA,embedding.quota_exceeded",
    "PINECONE,UNAUTHORIZED,embedding.unauthorized",
  })
  void what_an_operator_must_mend_is_asked_once_and_not_in_a_storm(
      Protocol protocol, Fault fault, String reason) throws IOException {
    Embedder model = new ResilientEmbedder(model(protocol));
    stub.always(fault);
    assertThat(failure(model, EmbeddingException.Refused.class).reason()).isEqualTo(reason);
    assertThat(stub.requests).hasValue(1);
    assertThat(stub.fired).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void a_text_that_the_model_objects_to_is_told_apart_from_an_outage(Protocol protocol)
      throws IOException {
    Embedder model = new ResilientEmbedder(model(protocol));
    stub.always(Fault.BAD_REQUEST);
    assertThat(failure(model, EmbeddingException.Rejected.class).reason())
        .isEqualTo("embedding.rejected");
    assertThat(stub.requests).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(value = Protocol.class, names = "OPENAI")
  void answers_are_matched_by_their_index_and_not_by_their_place(Protocol protocol)
      throws IOException {
    Embedder model = model(protocol);
    stub.always(Fault.WRONG_ORDER);
    assertRightVectors(model.embed(PASSAGES, ample()));
    assertThat(stub.fired).hasValue(1);
  }

  private static <E extends EmbeddingException> E failure(Embedder model, Class<E> type) {
    return failure(model, ample(), type);
  }

  private static <E extends EmbeddingException> E failure(
      Embedder model, Deadline deadline, Class<E> type) {
    return catchThrowableOfType(type, () -> model.embed(PASSAGES, deadline));
  }

  private static Deadline ample() {
    return Deadline.after(Ticker.system(), AMPLE);
  }

  private static void assertRightVectors(List<float[]> vectors) {
    assertThat(vectors).hasSameSizeAs(PASSAGES);
    for (int at = 0; at < vectors.size(); at++) {
      assertThat(vectors.get(at)).isEqualTo(ModelStub.vector(PASSAGES.get(at).text()));
    }
  }

  private Embedder model(Protocol protocol) throws IOException {
    return new ValidatingEmbedder(loaded(protocol).embedder());
  }

  private LoadedModel loaded(Protocol protocol) throws IOException {
    return loaded(protocol, AMPLE);
  }

  private LoadedModel loaded(Protocol protocol, Duration bound) throws IOException {
    stub = new ModelStub(protocol);
    return switch (protocol) {
      case OPENAI -> OpenAiModels.open(new OpenAiSettings(stub.url(), "key", INFO, bound));
      case PINECONE ->
          InferenceModels.over(
              PineconeInference.open(
                  new InferenceSettings(stub.url(), "key", "stub-model", 0, bound)),
              INFO);
    };
  }

  private static Passage passage(String text) {
    return new Passage(SampleEntities.source(), text, "hash", text.length());
  }
}
