package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.note.WrappedKey;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.local.kms.KmsServer;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.KmsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose key a KMS unwraps, by the unmodified SDK over the wire. */
class UnwrappedSignerTest {
  private static final String ORIGIN = "log.example/audit";
  private static final String MASTER = "aws-kms://" + KmsServer.KEY;
  private static final Checkpoint CHECKPOINT = Checkpoint.of(ORIGIN, 1, Hash.leaf(new byte[] {1}));

  @TempDir Path folder;

  private final NoteSigner.Generated key = generated();
  private KmsServer server;

  @BeforeEach
  void start() throws IOException {
    server = new KmsServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itIsUnwrappedOnceAndSignsAsThePlainKeyDoes() throws Exception {
    LogKeys keys = KeyFiles.read(List.of(wrapped(key)), KmsKeys.known());
    assertThat(keys.verifiers()).containsExactly(key.vkey());
    assertThat(keys.origin()).isEqualTo(ORIGIN);
    assertThat(server.calls()).as("the wrapping alone").isEqualTo(1);

    keys.open();
    assertThat(keys.sign(CHECKPOINT)).isEqualTo(plain(key).sign(CHECKPOINT));
    keys.open();
    keys.sign(CHECKPOINT);
    assertThat(server.calls()).isEqualTo(2);

    server.deny(true);
    assertThat(keys.sign(CHECKPOINT)).isEqualTo(plain(key).sign(CHECKPOINT));
    assertThat(keys.obstacle()).isEmpty();
  }

  @Test
  void whileTheKmsGivesNoAnswerItIsSaidAndTheNextTryIsAsked() throws Exception {
    LogKeys keys = KeyFiles.read(List.of(wrapped(key)), KmsKeys.known());
    assertThat(keys.obstacle()).isEmpty();
    server.deny(true);
    assertThatThrownBy(keys::open).isInstanceOf(KeysUnavailableException.class);
    assertThatThrownBy(() -> keys.sign(CHECKPOINT)).isInstanceOf(KeysUnavailableException.class);
    assertThat(server.denials()).isEqualTo(2);
    assertThat(keys.obstacle()).contains("the KMS does not unwrap the log's key");
    assertThat(keys.signed(plain(key).sign(CHECKPOINT))).as("verifying").isEqualTo(CHECKPOINT);

    server.deny(false);
    keys.open();
    assertThat(keys.obstacle()).isEmpty();
  }

  @Test
  void aKmsThatIsDownIsNoOtherMatter() throws Exception {
    LogKeys keys = KeyFiles.read(List.of(wrapped(key)), KmsKeys.known());
    server.close();
    assertThatThrownBy(keys::open).isInstanceOf(KeysUnavailableException.class);
    assertThat(keys.obstacle()).contains("the KMS does not unwrap the log's key");
  }

  @Test
  void whatAnotherKeyOfTheKmsWrappedIsSaidToBeThat() throws Exception {
    Path file = wrapped(key);
    Files.writeString(file, Files.readString(file).replace(KmsServer.KEY, KmsServer.OTHER));
    LogKeys keys = KeyFiles.read(List.of(file), KmsKeys.known());
    assertThatThrownBy(keys::open).isInstanceOf(KeysUnavailableException.class);
    assertThat(keys.obstacle()).contains("the KMS did not wrap this key of the log");
  }

  @Test
  void whileARotationOverlapsAPlainKeyAndAWrappedOneSignSideBySide() throws Exception {
    NoteSigner.Generated old = generated();
    LogKeys keys = KeyFiles.read(List.of(wrapped(key), written(old.skey())), KmsKeys.known());
    assertThat(keys.verifiers()).containsExactly(key.vkey(), old.vkey());
    assertThat(keys.sign(CHECKPOINT).verifiedBy(List.of(key.vkey(), old.vkey())))
        .containsExactly(key.vkey(), old.vkey());
  }

  @Test
  void aFileThatNamesNoKmsOrIsNoKeyIsRefusedByNameWithoutItsContent() throws Exception {
    String text = Files.readString(wrapped(key)).strip();
    Path elsewhere = written(text.replace("aws-kms://", "vault://"));
    assertThatThrownBy(() -> KeyFiles.read(List.of(elsewhere), KmsKeys.known()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(elsewhere.toString())
        .hasMessageContaining("no KMS is known for vault://");
    Path broken = written(text.substring(0, text.lastIndexOf(' ')));
    assertThatThrownBy(() -> KeyFiles.read(List.of(broken), KmsKeys.known()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(broken.toString())
        .hasMessageContaining("palimpsest keys create-log");
  }

  private Path wrapped(NoteSigner.Generated secret) throws IOException {
    return written(WrappedKey.of(secret, MASTER, KmsKeys.known().aead(MASTER)::encrypt).text());
  }

  private Path written(String line) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "log", ".key"), line + "\n");
  }

  private static LogKeys plain(NoteSigner.Generated key) throws Exception {
    return new LogKeys(List.of(NoteSigner.parse(key.skey(), InstantSource.system())));
  }

  private static NoteSigner.Generated generated() {
    return NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
  }
}
