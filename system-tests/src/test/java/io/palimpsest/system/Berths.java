package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.event.Change;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A stream of short sources into the twin {@code coach}, one chunk each, by the broker. */
record Berths(Palimpsest palimpsest) {
  /** How many there are. */
  static final int SOURCES = 120;

  /** Hands all in; they are on the broker on return. */
  void submit(String creator) {
    Map<String, byte[]> headers = TokenHeader.of(palimpsest.creatorToken(creator));
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int n = 0; n < SOURCES; n++) {
      sent.add(
          palimpsest
              .publisher()
              .publish(Topic.INBOX_SOURCES, "source-" + n, submission(creator, n), headers));
    }
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
  }

  /** Names of all. */
  Set<String> all() {
    return IntStream.range(0, SOURCES)
        .mapToObj(n -> "source-" + n)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of those that the store holds a vector of. */
  Set<String> stored(String creator) throws Exception {
    return palimpsest.vectors().ids(Vectors.namespace(creator, "coach")).stream()
        .map(id -> id.substring(0, id.indexOf('#')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The revision of each. */
  List<Long> revisions(String creator) throws Exception {
    Reply page =
        palimpsest.get(
            "/creators/" + creator + "/twins/coach/sources?limit=" + SOURCES,
            palimpsest.creatorToken(creator));
    List<Long> revisions = new ArrayList<>();
    for (JsonNode source : page.body().findValues("revision")) {
      revisions.add(source.asLong());
    }
    assertThat(revisions).hasSize(SOURCES);
    return revisions;
  }

  private static SourceSubmitted submission(String creator, int n) {
    String text = "Berth %d is let to the pilot of boat %d.".formatted(n, n * 31);
    return SourceSubmitted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now())
        .setCreatorId(creator)
        .setTwinId("coach")
        .setSourceId("source-" + n)
        .setChange(Change.UPSERT)
        .setTitle("Berth " + n)
        .setMediaType("text/plain")
        .setMetadata(Map.of())
        .setContent(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
        .build();
  }
}
