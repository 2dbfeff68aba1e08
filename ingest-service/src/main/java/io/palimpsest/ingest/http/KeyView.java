package io.palimpsest.ingest.http;

import io.palimpsest.sealing.KeyAnswer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a key.
 *
 * @param uid uid of its entity
 * @param state {@code present}, {@code erased} or {@code unknown}
 * @param key the key, when it is present: a Tink keyset in binary form
 * @param path uids of the scopes that hold the entity, outermost first, when it is present
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the answer, never compared
record KeyView(UUID uid, String state, byte @Nullable [] key, @Nullable List<UUID> path) {
  static KeyView of(UUID uid, KeyAnswer answer) {
    return switch (answer) {
      case KeyAnswer.Present present ->
          new KeyView(uid, "present", present.key().secret(), present.path());
      case KeyAnswer.Erased erased -> new KeyView(uid, "erased", null, null);
      case KeyAnswer.Unknown unknown -> new KeyView(uid, "unknown", null, null);
    };
  }
}
