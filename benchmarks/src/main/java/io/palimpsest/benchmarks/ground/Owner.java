package io.palimpsest.benchmarks.ground;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.client.Erasure;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.tenancy.TwinId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** A creator with some twins as its own application uses the whole product over HTTP. */
public final class Owner implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private final String id = "b" + UUID.randomUUID().toString().substring(0, 12);
  private final List<String> twins = new ArrayList<>();
  private final PalimpsestClient client;

  private Owner(URI gateway, Tokens tokens) {
    String token = mint(tokens, Set.of(Role.PRODUCER, Role.READER), Optional.of(new CreatorId(id)));
    client = PalimpsestClient.open(gateway, () -> token);
  }

  /** Registers a creator with so many twins; all services have to run. */
  public static Owner register(Ground ground, int twins) throws IOException, InterruptedException {
    RunningStack stack = ground.stack();
    URI gateway = URI.create(stack.gatewayUrl());
    Tokens tokens =
        new Tokens(TokenKeys.privateKey(Files.readString(stack.secrets().privateKeyFile())));
    Owner owner = new Owner(gateway, tokens);
    String operator = mint(tokens, Set.of(Role.OPERATOR), Optional.empty());
    owner.put(gateway.resolve("/creators/" + owner.id), operator);
    for (int twin = 0; twin < twins; twin++) {
      owner.twins.add("twin-" + twin);
      owner.put(gateway.resolve("/creators/" + owner.id + "/twins/twin-" + twin), operator);
    }
    return owner;
  }

  /** Names of the twins' namespaces. */
  public List<String> namespaces() {
    return twins.stream()
        .map(twin -> new Namespace.Twin(new CreatorId(id), new TwinId(twin)).name())
        .toList();
  }

  /**
   * Asks for the erasure while writers go on updating all twins.
   *
   * @return seconds from the request to the confirmation
   */
  public double erase(int writers) throws InterruptedException {
    AtomicLong answered = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      String source = "live-" + writer;
      threads.add(Thread.ofVirtual().start(() -> write(source, answered)));
    }
    try {
      while (answered.get() < 2L * writers) {
        Thread.yield();
      }
      long began = System.nanoTime();
      Erasure asked = client.deleteCreator().join();
      Erasure end = client.follow(asked.requestId(), AT_MOST).join();
      double took = (System.nanoTime() - began) / 1e9;
      if (!end.confirmed()) {
        throw new IllegalStateException("the erasure ended as " + end.state());
      }
      return took;
    } finally {
      for (Thread thread : threads) {
        thread.interrupt();
        thread.join();
      }
    }
  }

  /** Refusals are what a writer gets once the scope is fenced; it goes on all the same. */
  private void write(String source, AtomicLong answered) {
    for (int update = 0; !Thread.currentThread().isInterrupted(); update++) {
      String twin = twins.get(update % twins.size());
      try {
        client.submitSource(id, twin, source, Source.text(source, "Update " + update + ".")).join();
      } catch (CompletionException refused) {
        answered.incrementAndGet();
        continue;
      }
      answered.incrementAndGet();
    }
  }

  private void put(URI path, String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(path)
            .PUT(BodyPublishers.ofString("{\"display_name\":\"bench\"}"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      var reply = http.send(request, BodyHandlers.ofString());
      if (reply.statusCode() >= 300) {
        throw new IllegalStateException(path + " answered " + reply.body());
      }
    }
  }

  private static String mint(Tokens tokens, Set<Role> roles, Optional<CreatorId> creator) {
    return tokens.mint(new Principal("bench", roles, creator, Set.of()), Instant.now(), LIFETIME);
  }

  @Override
  public void close() {
    client.close();
  }
}
