package io.palimpsest.erasure.export;

import com.google.crypto.tink.StreamingAead;
import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.sealing.DataKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bundles, sealed on their way into the store and opened on their way out. What seals the stream
 * lies beside it, itself sealed by the key that lies apart.
 */
@ApplicationScoped
class SealedBundles implements Bundles {
  private final BundleStore store;
  private final Keys keys;
  private final AdmittedWrites writes;

  SealedBundles(BundleStore store, Keys keys, AdmittedWrites writes) {
    this.store = store;
    this.keys = keys;
    this.writes = writes;
  }

  @Override
  public OutputStream begin(Attempt attempt) throws IOException {
    String context = Attempt.key(attempt.id());
    writes.write(
        attempt,
        within -> {
          store.begin(attempt, within);
          return true;
        });
    StreamKey stream = StreamKey.generate();
    byte[] sealedKey = keys.make(context).seal(stream.secret(), context);
    requireOpen(writes.write(attempt, within -> store.seal(attempt.id(), sealedKey, within)));
    return sealing(stream.cipher(), new PieceStream(attempt, store, writes), context);
  }

  @Override
  public void complete(Attempt attempt, Instant expires) throws IOException {
    requireOpen(writes.write(attempt, within -> store.complete(attempt.id(), expires, within)));
  }

  private static void requireOpen(boolean open) throws IOException {
    if (!open) {
      throw new IOException("the export was destroyed while it was written");
    }
  }

  @Override
  public boolean link(UUID request, String tokenDigest, Instant until) {
    return store.link(request, tokenDigest, until);
  }

  @Override
  public Optional<UUID> use(String tokenDigest, Instant now) {
    return store.use(tokenDigest, now);
  }

  @Override
  public void read(UUID attempt, OutputStream out) throws IOException {
    String context = Attempt.key(attempt);
    DataKey key = keys.find(context).orElseThrow(() -> gone(null));
    byte[] sealed = store.sealedKey(attempt).orElseThrow(() -> gone(null));
    StreamKey stream = StreamKey.ofSecret(key.open(sealed, context));
    try (InputStream pieces = store.read(attempt);
        InputStream plain = stream.cipher().newDecryptingStream(pieces, bytes(context))) {
      plain.transferTo(out);
    } catch (GeneralSecurityException broken) {
      throw gone(broken);
    }
  }

  private static OutputStream sealing(StreamingAead cipher, OutputStream pieces, String context)
      throws IOException {
    try {
      return cipher.newEncryptingStream(pieces, bytes(context));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES in GCM", impossible);
    }
  }

  private static IOException gone(@Nullable Throwable cause) {
    return new IOException("the bundle is not whole, or was destroyed", cause);
  }

  private static byte[] bytes(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }
}
