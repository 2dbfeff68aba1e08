package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.vault.KeyedDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * External references as deletion platforms name them: who sends a list of hashes learns nothing of
 * anybody else, and no copy of the database tells a platform's hashes. Kept is the HMAC, under the
 * key of this installation, of the hash that the platform would make of the reference.
 */
public final class HashedReferences {
  private static final String PURPOSE = "hashed_reference";

  private final KeyedDigest digest;
  private final SortedMap<String, String> algorithms;

  /**
   * @param algorithms by name of the platform, the algorithm of its hash, such as {@code SHA-256}
   * @throws IllegalArgumentException for an algorithm that this platform of Java does not have
   */
  public HashedReferences(KeyedDigest digest, Map<String, String> algorithms) {
    this.digest = digest;
    this.algorithms = new TreeMap<>(algorithms);
    algorithms.values().forEach(HashedReferences::of);
  }

  /** What is kept of a reference: one digest for each platform, in order of their names. */
  public List<String> digests(@Nullable String reference) {
    if (reference == null) {
      return List.of();
    }
    byte[] text = reference.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return algorithms.entrySet().stream()
        .map(platform -> keyed(platform.getKey(), of(platform.getValue()).digest(text)))
        .toList();
  }

  /**
   * What is kept of a reference of which a platform's hash is this.
   *
   * @param hash in hexadecimal
   * @return empty for a platform that is not known, or what is no hash of it
   */
  public Optional<String> digest(String platform, String hash) {
    String algorithm = algorithms.get(platform);
    if (algorithm == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = HexFormat.of().parseHex(hash);
      return bytes.length == of(algorithm).getDigestLength()
          ? Optional.of(keyed(platform, bytes))
          : Optional.empty();
    } catch (IllegalArgumentException noHash) {
      return Optional.empty();
    }
  }

  private String keyed(String platform, byte[] hash) {
    return digest.hex(PURPOSE, platform + "\n" + HexFormat.of().formatHex(hash));
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException unknown) {
      throw new IllegalArgumentException("no such hash: " + algorithm, unknown);
    }
  }
}
