package io.palimpsest.erasure.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.StackResource;
import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.fencing.Writer;
import io.palimpsest.sealing.DataKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The sweep comes between any two steps of an attempt, and takes nothing that it still needs. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SweptBundlesIT {
  @Inject BundleStore store;
  @Inject Keys keys;
  @Inject AdmittedWrites writes;
  @Inject Destruction destruction;
  @Inject Writer writer;

  @Test
  void aBundleThatIsCompleteCanBeReadWheneverTheSweepCame() throws Exception {
    assertThat(writer.awaitLease(Duration.ofSeconds(60))).isTrue();
    Swept swept = new Swept();
    Bundles bundles = new SealedBundles(store, swept, writes);
    Instant later = Instant.now().plusSeconds(600);
    Attempt attempt =
        new Attempt(UUID.randomUUID(), UUID.randomUUID(), List.of(UUID.randomUUID()), later);
    byte[] content = new byte[600_000];
    new Random(1).nextBytes(content);

    try (OutputStream out = bundles.begin(attempt)) {
      destruction.sweep();
      out.write(content);
      destruction.sweep();
    }
    destruction.sweep();
    bundles.complete(attempt, later);
    destruction.sweep();

    assertThat(swept.made).as("keys that were made and swept after").isOne();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    bundles.read(attempt.id(), read);
    assertThat(read.toByteArray()).isEqualTo(content);
  }

  /** The sweep comes right after a key was made, before anybody can do anything with it. */
  private final class Swept implements Keys {
    private int made;

    @Override
    public DataKey make(String name) {
      DataKey key = keys.make(name);
      destruction.sweep();
      made++;
      return key;
    }

    @Override
    public Optional<DataKey> find(String name) {
      return keys.find(name);
    }

    @Override
    public void destroy(String name) {
      keys.destroy(name);
    }

    @Override
    public List<String> names(String prefix) {
      return keys.names(prefix);
    }
  }
}
