package io.palimpsest.reembed.find;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.cohere.CohereScoringModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.Match;
import io.palimpsest.vectorstore.Metadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rankers against a stub that speaks the services' own protocols. */
class ScoringRerankerTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);
  private static final Place PLACE = place();

  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "";
  private volatile String asked = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void cohere_orders_matches_by_its_scores() throws IOException {
    answer =
        """
        {"results":[{"index":1,"relevance_score":0.9},{"index":0,"relevance_score":0.1}],
         "meta":{"billed_units":{"search_units":1}}}""";

    Ranking ranking = cohere().rank("query", List.of(found("a", "one"), found("b", "two")));

    assertThat(ranking.ranker()).isEqualTo("cohere:rerank-v3.5");
    assertThat(ids(ranking)).containsExactly("b", "a");
    assertThat(ranking.matches().getFirst().score()).isEqualTo(0.9);
    assertThat(new ObjectMapper().readTree(asked).get("model").asText()).isEqualTo("rerank-v3.5");
  }

  @Test
  void pinecone_orders_matches_by_its_scores() throws IOException {
    answer =
        """
        {"model":"bge","data":[{"index":1,"score":0.9},{"index":0,"score":0.1}],"usage":{}}""";

    Ranking ranking = pinecone().rank("query", List.of(found("a", "one"), found("b", "two")));

    assertThat(ids(ranking)).containsExactly("b", "a");
    assertThat(new ObjectMapper().readTree(asked).at("/documents/1/text").asText())
        .isEqualTo("two");
  }

  @Test
  void a_text_that_repeats_is_sent_once_and_scored_everywhere() throws IOException {
    answer =
        """
        {"data":[{"index":0,"score":0.2},{"index":1,"score":0.8}]}""";

    Ranking ranking =
        pinecone().rank("query", List.of(found("a", "one"), found("b", "one"), found("c", "two")));

    assertThat(new ObjectMapper().readTree(asked).get("documents")).hasSize(2);
    assertThat(ids(ranking)).containsExactly("c", "a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"index\":7,\"score\":0.2},{\"index\":1,\"score\":0.8}]}",
        "{\"data\":[{\"index\":-1,\"score\":0.2},{\"index\":1,\"score\":0.8}]}",
        "{\"data\":[{\"index\":1,\"score\":0.8}]}",
        "{\"data\":[]}",
        "{}",
        "not json",
      })
  void a_broken_answer_leaves_the_vector_order_and_says_so(String broken) {
    answer = broken;

    Ranking ranking = pinecone().rank("query", List.of(found("a", "one"), found("b", "two")));

    assertThat(ranking.ranker()).isEqualTo("vector:rerank_failed");
    assertThat(ids(ranking)).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500})
  void an_error_leaves_the_vector_order_and_says_so(int code) {
    status = code;

    assertThat(cohere().rank("q", List.of(found("a", "one"))).ranker())
        .isEqualTo("vector:rerank_failed");
    assertThat(pinecone().rank("q", List.of(found("a", "one"))).ranker())
        .isEqualTo("vector:rerank_failed");
  }

  @Test
  void a_ranker_that_is_late_leaves_the_vector_order_and_says_so() {
    CountDownLatch never = new CountDownLatch(1);
    Reranker slow =
        new ScoringReranker(
            "slow",
            new ScoringModel() {
              @Override
              public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return Response.from(List.of());
              }
            },
            10,
            Duration.ofMillis(50),
            THREADS);

    Ranking ranking = slow.rank("q", List.of(found("a", "one"), found("b", "two")));
    never.countDown();

    assertThat(ranking.ranker()).isEqualTo("vector:rerank_timeout");
    assertThat(ids(ranking)).containsExactly("a", "b");
  }

  @Test
  void nothing_to_rank_asks_nobody() {
    assertThat(pinecone().rank("q", List.of()).matches()).isEmpty();
    assertThat(pinecone().rank("q", List.of(found("a", " "))).ranker()).isEqualTo("vector");
    assertThat(asked).isEmpty();
  }

  @Test
  void without_a_ranker_the_answer_says_that_there_is_none() {
    assertThat(new NoReranker().rank("q", List.of(found("a", "one"))).ranker())
        .isEqualTo("vector:rerank_not_configured");
  }

  private Reranker cohere() {
    return new ScoringReranker(
        "cohere:rerank-v3.5",
        CohereScoringModel.builder()
            .apiKey("key")
            .modelName("rerank-v3.5")
            .baseUrl(url() + "/v1/")
            .timeout(LONG)
            .maxRetries(0)
            .build(),
        10,
        LONG,
        THREADS);
  }

  private Reranker pinecone() {
    return new ScoringReranker(
        "pinecone:bge",
        new PineconeScoringModel(
            HttpClient.newHttpClient(), new ObjectMapper(), URI.create(url()), "key", "bge", LONG),
        10,
        LONG,
        THREADS);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static List<String> ids(Ranking ranking) {
    return ranking.matches().stream().map(one -> one.found().match().id()).toList();
  }

  private static Found found(String id, String text) {
    return new Found(
        PLACE, new Match(id, 0.5f, Metadata.builder().put("chunk_text", text).build()));
  }

  private static Place place() {
    Registry registry = new Registry();
    UUID creator = UUID.randomUUID();
    registry.apply(SampleTenants.creator("c", creator));
    return new Places(registry, uids -> false)
        .everywhere(SampleTenants.readerOf(new CreatorId("c")))
        .getFirst();
  }
}
