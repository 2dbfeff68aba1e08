package io.palimpsest.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.local.kms.KmsServer;
import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.sealing.MasterWrapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unmodified SDK against the two calls, over the wire. */
class AwsKmsTest {
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  private final KmsKeys keys = KmsKeys.known();
  private KmsServer server;
  private MasterWrapping master;

  @BeforeEach
  void start() throws IOException {
    server = new KmsServer();
    master = keys.key("aws-kms://" + KmsServer.KEY);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatItWrapsItUnwrapsForTheSameContextAlone() {
    DataKey key = DataKey.generate();
    byte[] wrapped = master.wrap(key, "tenant/tenant");
    byte[] sealed = key.seal(TEXT, "c");

    assertThat(master.unwrap(wrapped, "tenant/tenant").open(sealed, "c")).isEqualTo(TEXT);
    assertThatThrownBy(() -> master.unwrap(wrapped, "other/other"))
        .isInstanceOf(BrokenSealException.class);
    assertThat(server.calls()).isEqualTo(3);
    assertThat(master.current()).isEqualTo("aws-kms://" + KmsServer.KEY);
  }

  @Test
  void anotherKeyDoesNotUnwrapIt() {
    byte[] wrapped = master.wrap(DataKey.generate(), "c");
    MasterWrapping other = keys.key("aws-kms://" + KmsServer.OTHER);
    assertThatThrownBy(() -> other.unwrap(wrapped, "c")).isInstanceOf(BrokenSealException.class);
  }

  @Test
  void whatIsDeniedOrDownIsNotKnownNowAndNotBroken() {
    byte[] wrapped = master.wrap(DataKey.generate(), "c");
    server.deny(true);
    assertThatThrownBy(() -> master.unwrap(wrapped, "c"))
        .isInstanceOf(KeysUnavailableException.class);
    assertThat(server.denials()).isEqualTo(1);
    server.deny(false);
    master.unwrap(wrapped, "c");

    server.close();
    assertThatThrownBy(() -> master.unwrap(wrapped, "c"))
        .isInstanceOf(KeysUnavailableException.class);
    assertThatThrownBy(() -> master.wrap(DataKey.generate(), "c"))
        .isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void aUriThatNamesNoKeyIsRefusedByName() {
    for (String uri : List.of("aws-kms://nonsense", "aws-kms://arn:aws:s3:::bucket")) {
      assertThatThrownBy(() -> keys.key(uri))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(uri)
          .hasMessageContaining("ARN of a KMS key");
    }
    assertThatThrownBy(() -> keys.key("vault://transit/key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no KMS is known for vault://transit/key");
  }
}
