package io.palimpsest.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.ingest.vault.KeyedDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashedReferencesTest {
  private static final String ADA = "ada@example.org";

  private final HashedReferences references = of("a key of one installation");

  @Test
  void aReferenceIsFoundByThePlatformsOwnHashHoweverItIsWritten() {
    assertThat(references.digests("  Ada@Example.org ")).isEqualTo(references.digests(ADA));
    assertThat(references.digest("drop", sha256(ADA))).contains(references.digests(ADA).getFirst());
    assertThat(references.digest("drop", sha256(ADA).toUpperCase(java.util.Locale.ROOT)))
        .contains(references.digests(ADA).getFirst());
    assertThat(references.digest("drop", sha256("bob@example.org")).orElseThrow())
        .isNotIn(references.digests(ADA));
  }

  @Test
  void eachPlatformHasADigestOfItsOwnAndWhatIsKeptIsNobodysHash() {
    assertThat(references.digests(ADA)).hasSize(2).doesNotHaveDuplicates();
    assertThat(references.digests(ADA)).doesNotContain(sha256(ADA));
    assertThat(of("a key of another installation").digests(ADA))
        .doesNotContainAnyElementsOf(references.digests(ADA));
    assertThat(references.digests(null)).isEmpty();
  }

  @Test
  void whatIsNoHashOfAKnownPlatformIsNone() {
    assertThat(references.digest("nobody", sha256(ADA))).isEmpty();
    assertThat(references.digest("drop", sha256(ADA).substring(2))).isEmpty();
    assertThat(references.digest("drop", ADA)).isEmpty();
    assertThat(references.digest("long", sha256(ADA))).isEmpty();
    assertThatThrownBy(() -> new HashedReferences(key("sixteen characters"), Map.of("x", "NONE")))
        .hasMessageContaining("NONE");
  }

  private static HashedReferences of(String key) {
    return new HashedReferences(key(key), Map.of("drop", "SHA-256", "long", "SHA-512"));
  }

  private static KeyedDigest key(String text) {
    return new KeyedDigest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
