package io.palimpsest.messaging.proof;

import io.palimpsest.topic.Authorship;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signs records as their topics demand. Records that are signed together share one signature; each
 * can be verified alone. A signature costs about a tenth of a millisecond of processor time, so
 * whatever is written in numbers should be signed together. Thread-safe.
 */
public final class RecordSigner {
  /** Name of the header that carries the proof. */
  public static final String HEADER = "proof";

  /** So many records share a signature at most: beyond, longer paths cost more than they save. */
  static final int TOGETHER = 64;

  private final List<SigningKey> keys;

  private RecordSigner(List<SigningKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Signs with the key of an author; of several authors' keys with the one that a topic admits. */
  public static RecordSigner of(SigningKey... keys) {
    return new RecordSigner(Arrays.asList(keys));
  }

  /**
   * Signs with the keys in a folder, {@code AUTHOR.pem} each: for tests and tools that speak for
   * several authors.
   *
   * @throws InvalidKeyFileException when a file holds no key
   */
  public static RecordSigner read(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return new RecordSigner(
          files
              .filter(file -> file.toString().endsWith(TrustedKeys.SUFFIX))
              .sorted()
              .map(file -> SigningKey.read(TrustedKeys.author(file), file))
              .toList());
    } catch (IOException e) {
      throw new InvalidKeyFileException(folder, "cannot be read", e);
    }
  }

  /** Signs nothing: for a process that writes only where no signature is asked for. */
  public static RecordSigner none() {
    return new RecordSigner(List.of());
  }

  /** Whether a record of that authorship carries a signature. */
  public static boolean isAsked(Authorship authorship) {
    return switch (authorship) {
      case Authorship.Signed signed -> true;
      case Authorship.Named named -> true;
      case Authorship.Token token -> false;
      case Authorship.Open open -> false;
    };
  }

  /**
   * The header's value, or empty where no signature is asked for.
   *
   * @throws MissingSigningKeyException when no key of an author whom the topic admits is here
   */
  public Optional<byte[]> sign(Signable signable) {
    return sign(List.of(signable)).getFirst();
  }

  /**
   * As the other {@code sign}, one answer for each record, in their order.
   *
   * @throws MissingSigningKeyException when one of them cannot be signed; none is then
   */
  public List<Optional<byte[]>> sign(List<Signable> records) {
    List<Optional<byte[]>> headers = new ArrayList<>();
    Map<SigningKey, List<Integer>> byKey = new LinkedHashMap<>();
    for (int at = 0; at < records.size(); at++) {
      headers.add(Optional.empty());
      Signable signable = records.get(at);
      if (isAsked(signable.authorship())) {
        byKey.computeIfAbsent(key(signable), first -> new ArrayList<>()).add(at);
      }
    }
    byKey.forEach(
        (key, all) -> {
          for (int from = 0; from < all.size(); from += TOGETHER) {
            sign(records, key, all.subList(from, Math.min(from + TOGETHER, all.size())), headers);
          }
        });
    return headers;
  }

  private static void sign(
      List<Signable> records, SigningKey key, List<Integer> some, List<Optional<byte[]>> headers) {
    BatchTree tree =
        new BatchTree(
            some.stream()
                .map(records::get)
                .map(one -> RecordDigest.leaf(one.topic(), one.key(), one.value()))
                .toList());
    byte[] signature = key.sign(tree.root());
    for (int leaf = 0; leaf < some.size(); leaf++) {
      headers.set(
          some.get(leaf),
          Optional.of(
              new ProofHeader(key.author(), key.keyId(), signature, tree.path(leaf)).bytes()));
    }
  }

  private SigningKey key(Signable signable) {
    return keys.stream()
        .filter(key -> admits(signable, key.author()))
        .findFirst()
        .orElseThrow(() -> new MissingSigningKeyException(signable.topic()));
  }

  private static boolean admits(Signable signable, String author) {
    return Authors.admits(signable.authorship(), signable.value() == null, author);
  }

  /** Names of the authors as whom this process can sign. */
  public Set<String> authors() {
    return keys.stream().map(SigningKey::author).collect(Collectors.toUnmodifiableSet());
  }
}
