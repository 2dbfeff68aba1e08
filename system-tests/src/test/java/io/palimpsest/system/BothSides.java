package io.palimpsest.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application's reader through all steps of a migration: asks for the route, then whatever the
 * route names, the old index by a vector or the product by words; without pause, and counts.
 */
final class BothSides implements AutoCloseable {
  final AtomicLong old = new AtomicLong();
  final AtomicLong now = new AtomicLong();
  final AtomicLong errors = new AtomicLong();
  final AtomicLong empty = new AtomicLong();
  private final Palimpsest palimpsest;
  private final Legacy legacy;
  private final Http index;
  private final JsonNode vector;
  private final Thread thread;
  private volatile boolean asking = true;

  BothSides(Palimpsest palimpsest, Legacy legacy, JsonNode vector) throws Exception {
    this.palimpsest = palimpsest;
    this.legacy = legacy;
    this.index = new Http(URI.create("http://" + legacy.host()), "Api-Key");
    this.vector = vector.path("values");
    this.thread = Thread.ofPlatform().daemon().name("both-sides").start(this::ask);
  }

  /** How many matches the old side has in a namespace. */
  int old(String namespace) throws Exception {
    Reply reply =
        index.send(
            "POST",
            "/query",
            palimpsest.stack().secrets().vectorsAdminKey(),
            Map.of("namespace", namespace, "vector", vector, "topK", 5));
    if (reply.status() != 200) {
      throw new IllegalStateException("the old side said " + reply.status());
    }
    return reply.body().path("matches").size();
  }

  private int now() throws Exception {
    Reply reply =
        palimpsest.send(
            "POST",
            "/portfolio/search",
            palimpsest.organizationToken("org_default"),
            Map.of("query", "a mobile game", "top_k", 5));
    if (reply.status() != 200) {
      throw new IllegalStateException("the product said " + reply.status());
    }
    return reply.body().path("matches").size();
  }

  private void ask() {
    while (asking) {
      try {
        boolean before = Legacy.NAMESPACE.equals(route());
        int found = before ? old(Legacy.NAMESPACE) : now();
        (before ? old : now).incrementAndGet();
        empty.addAndGet(found == 0 ? 1 : 0);
        Thread.sleep(Duration.ofMillis(30));
      } catch (InterruptedException stopped) {
        return;
      } catch (Exception fault) {
        errors.incrementAndGet();
      }
    }
  }

  private String route() throws Exception {
    return legacy.get("/migrations/portfolio").path("route").path("namespace").asText();
  }

  @Override
  public void close() throws InterruptedException {
    asking = false;
    thread.join();
  }
}
