package io.palimpsest.messaging.proof;

import com.google.crypto.tink.subtle.Ed25519Verify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public keys whose signatures a reader believes, by author. Several keys of one author verify
 * at once, so that one can follow the other. Immutable.
 */
public final class TrustedKeys {
  static final String SUFFIX = ".pem";

  /**
   * One key.
   *
   * @param verifier verifies
   * @param retired from when on what is appended counts no more; null while it is in use
   */
  record Trusted(Ed25519Verify verifier, @Nullable Instant retired) {}

  private final Map<String, Map<KeyId, Trusted>> byAuthor = new HashMap<>();

  private TrustedKeys() {}

  /**
   * The keys in a folder: one file per author, {@code AUTHOR.pem}, with any number of public keys
   * (SubjectPublicKeyInfo in PEM, as {@code openssl pkey -pubout} writes them). A line {@code
   * Retired: 2026-12-01T00:00:00Z} before a key retires it: what was appended earlier counts still.
   *
   * @throws InvalidKeyFileException when the folder cannot be read, or a file holds no key or
   *     another one than of Ed25519
   */
  public static TrustedKeys read(Path folder) {
    TrustedKeys trusted = new TrustedKeys();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
        trusted.add(file);
      }
    } catch (IOException e) {
      throw new InvalidKeyFileException(folder, "cannot be read", e);
    }
    if (trusted.byAuthor.isEmpty()) {
      throw new InvalidKeyFileException(folder, "holds no keys", null);
    }
    return trusted;
  }

  /** The public sides of keys. */
  public static TrustedKeys of(Collection<SigningKey> keys) {
    TrustedKeys trusted = new TrustedKeys();
    keys.forEach(key -> trusted.add(key.author(), key.publicKey(), null));
    return trusted;
  }

  /** The same and one more key, retired from a time on, or in use when there is none. */
  public TrustedKeys with(SigningKey key, @Nullable Instant retired) {
    TrustedKeys more = new TrustedKeys();
    byAuthor.forEach((author, keys) -> more.byAuthor.put(author, new HashMap<>(keys)));
    more.add(key.author(), key.publicKey(), retired);
    return more;
  }

  /** Authors of whom at least one key is known. */
  public Set<String> authors() {
    return Set.copyOf(byAuthor.keySet());
  }

  Optional<Trusted> find(String author, KeyId keyId) {
    return Optional.ofNullable(byAuthor.getOrDefault(author, Map.of()).get(keyId));
  }

  /** Whose keys a file holds, by its name. */
  static String author(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private void add(Path file) throws IOException {
    String author = author(file);
    List<Pem.Block> blocks = Pem.blocks(Files.readString(file), "PUBLIC KEY");
    if (blocks.isEmpty()) {
      throw new InvalidKeyFileException(file, "holds no public key", null);
    }
    for (Pem.Block block : blocks) {
      try {
        add(author, block.der(), block.note("Retired").map(Instant::parse).orElse(null));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new InvalidKeyFileException(file, "holds a key that cannot be used", e);
      }
    }
  }

  private void add(String author, byte[] subjectPublicKeyInfo, @Nullable Instant retired) {
    byte[] key = SigningKey.rawKey(subjectPublicKeyInfo);
    if (key == null) {
      throw new IllegalArgumentException("not a key of Ed25519");
    }
    byAuthor
        .computeIfAbsent(author, first -> new HashMap<>())
        .put(KeyId.of(subjectPublicKeyInfo), new Trusted(new Ed25519Verify(key), retired));
  }
}
