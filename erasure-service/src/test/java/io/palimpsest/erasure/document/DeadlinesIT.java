package io.palimpsest.erasure.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.Relay;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.proof.RecordSigner;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A store that stalls holds nobody up for longer than a call may last. */
class DeadlinesIT {
  private static final Duration MOST = Duration.ofSeconds(1);

  @Test
  void aCallEndsAtItsDeadline() throws Exception {
    URI documents = URI.create(SharedStack.with(Part.DOCUMENTS).mongoUri("erasure"));
    try (Relay relay = new Relay(documents.getAuthority());
        MongoClient client = MongoClients.create("mongodb://" + relay.host())) {
      Requests requests = new Stores(client, "stalled", MOST).requests(RecordSigner.none());
      assertThat(requests.find(UUID.randomUUID())).isEmpty();

      relay.stall();
      long began = System.nanoTime();
      assertThatExceptionOfType(MongoException.class)
          .isThrownBy(() -> requests.claim(UUID.randomUUID(), Instant.now(), Instant.now()));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(MOST.plusSeconds(20));
      assertThat(relay.held()).isPositive();
    }
  }
}
