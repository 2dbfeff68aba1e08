package io.palimpsest.ingest.testing;

import io.palimpsest.event.SealedState;
import io.palimpsest.sealing.HttpKeys;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.SealedStates;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Opens what ingest sealed, as the other services do. */
public final class Opened {
  private Opened() {}

  /** The state of an event, which must be sealed. */
  public static <T extends SpecificRecord> T state(Object state, Class<T> type) {
    SealedState sealed = (SealedState) state;
    if (key(sealed.getKeyUid()) instanceof KeyAnswer.Present present) {
      return SealedStates.open(sealed, type, present.key());
    }
    throw new IllegalStateException("there is no key");
  }

  /** What ingest answers to a service that asks for a key. */
  public static KeyAnswer key(UUID entity) {
    return keys().find(List.of(entity)).get(entity);
  }

  /** The keys as a service asks for them. */
  public static HttpKeys keys() {
    URI ingest = URI.create("http://localhost:" + RestAssured.port);
    return new HttpKeys(ingest, Bearer.service());
  }
}
