package io.palimpsest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path state;

  @Test
  void keysAreGeneratedOnceAndStayTheSame() {
    Secrets first = Secrets.in(state);
    Secrets second = Secrets.in(state);

    assertThat(second.publicKey()).isEqualTo(first.publicKey());
    assertThat(second.vectorsAdminKey())
        .isEqualTo(first.vectorsAdminKey())
        .isNotEqualTo(first.vectorsReaderKey());
  }

  @Test
  void thePublicKeyIsOneLineThatAnyoneCanRead() throws Exception {
    byte[] der = Base64.getDecoder().decode(Secrets.in(state).publicKey());

    assertThat(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)))
        .isNotNull();
  }

  @Test
  void onlyTheOwnerCanReadTheKeys() throws IOException {
    Secrets.in(state);
    Path keys = state.resolve("keys");

    try (Stream<Path> below = Files.walk(keys)) {
      List<Path> all = below.toList();
      assertThat(all)
          .contains(keys.resolve("signing/ingest.pem"), keys.resolve("trusted/ingest.pem"))
          .allMatch(
              path ->
                  permissions(path).equals(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
