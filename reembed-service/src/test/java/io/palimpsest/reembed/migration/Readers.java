package io.palimpsest.reembed.migration;

import static io.restassured.RestAssured.given;

import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.tenancy.Role;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks both sides without pause: errors and empty answers are counted. */
final class Readers implements AutoCloseable {
  final AtomicInteger asked = new AtomicInteger();
  final AtomicInteger errors = new AtomicInteger();
  final AtomicInteger empty = new AtomicInteger();
  private final OldSystem old;
  private final List<OldSystem.Twin> twins;
  private final CountDownLatch first = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean stopping;

  Readers(OldSystem old, List<OldSystem.Twin> twins) {
    this.old = old;
    this.twins = twins;
    this.thread = Thread.ofVirtual().start(this::ask);
  }

  /** A question of a twin's creator, with a token of that creator. */
  static Response search(OldSystem.Twin twin, List<Float> vector, int topK) {
    return given()
        .auth()
        .oauth2(Bearer.token(Role.READER, Optional.of(twin.creator())))
        .contentType(ContentType.JSON)
        .body(Map.of("twin_id", twin.twin(), "vector", vector, "top_k", topK))
        .post("/delphi/search");
  }

  static List<Float> floats(StoredVector vector) {
    List<Float> floats = new ArrayList<>();
    for (float value : vector.values().toArray()) {
      floats.add(value);
    }
    return floats;
  }

  void awaitFirst() throws InterruptedException {
    first.await();
  }

  private void ask() {
    Map<String, StoredVector> questions = new HashMap<>();
    twins.forEach(
        twin ->
            questions.put(twin.namespace(), old.all(twin.namespace()).values().iterator().next()));
    for (int at = 0; !stopping; at++) {
      OldSystem.Twin twin = twins.get(at % twins.size());
      StoredVector question = questions.get(twin.namespace());
      try {
        if (old.namespace(twin.namespace())
            .query(new VectorQuery(question.values(), 3, Optional.empty()), OldSystem.deadline())
            .matches()
            .isEmpty()) {
          empty.incrementAndGet();
        }
        Response answer = search(twin, floats(question), 3);
        if (answer.statusCode() != 200 || answer.<Boolean>path("partial")) {
          errors.incrementAndGet();
        } else if (!answer.<List<String>>path("matches.id").contains(question.id())) {
          empty.incrementAndGet();
        }
      } catch (RuntimeException e) {
        errors.incrementAndGet();
      }
      asked.incrementAndGet();
      first.countDown();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
  }
}
