package io.palimpsest.audit.note;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A key of the log in a file that is of no use to whoever has the file alone. */
class WrappedKeyTest {
  private static final String MASTER = "aws-kms://arn:aws:kms:eu-central-1:111122223333:key/a";
  private static final String TEXT = "log.example/a\n1\nroot\n";
  private static final InstantSource CLOCK = InstantSource.system();

  private final NoteSigner.Generated key = generated("log.example/a");
  private final WrappedKey wrapped = WrappedKey.of(key, MASTER, WrappedKeyTest::encrypt);

  @Test
  void theFileSaysWhoseItIsAndHoldsNothingOfTheSecret() throws Exception {
    String secret = key.skey().substring(key.skey().lastIndexOf('+') + 1);
    assertThat(wrapped.text()).startsWith("WRAPPED+KEY " + key.vkey().vkey() + " " + MASTER + " ");
    assertThat(wrapped.text()).doesNotContain(secret).doesNotContain("\n");
    assertThat(wrapped.toString()).isEqualTo(key.vkey().vkey());

    WrappedKey read = WrappedKey.parse(wrapped.text());
    assertThat(read.text()).isEqualTo(wrapped.text());
    assertThat(read.verifier()).isEqualTo(key.vkey());
    assertThat(read.master()).isEqualTo(MASTER);
  }

  @Test
  void unwrappedItSignsWhatThePlainKeySigns() throws Exception {
    NoteSigner signer = WrappedKey.parse(wrapped.text()).unwrapped(WrappedKeyTest::decrypt, CLOCK);
    assertThat(signer.sign(TEXT)).isEqualTo(NoteSigner.parse(key.skey(), CLOCK).sign(TEXT));
  }

  @Test
  void underAnotherNameOrKeyItDoesNotOpen() throws Exception {
    NoteSigner.Generated other = generated("log.example/b");
    String renamed = wrapped.text().replace(key.vkey().vkey(), other.vkey().vkey());
    WrappedKey read = WrappedKey.parse(renamed);
    assertThatThrownBy(() -> read.unwrapped(WrappedKeyTest::decrypt, CLOCK))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void aKeyOfAnotherThanTheFileSaysIsRefusedThoughTheMasterOpensIt() throws Exception {
    NoteSigner.Generated other = generated("log.example/a");
    byte[] stranger = other.skey().getBytes(UTF_8);
    assertThatThrownBy(() -> wrapped.unwrapped((bytes, associated) -> stranger, CLOCK))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessage("the wrapped key is not that of " + key.vkey().vkey());
  }

  @Test
  void whateverIsChangedInTheFileIsRefused() {
    String text = wrapped.text();
    int master = text.indexOf(MASTER);
    for (int at = 0; at < text.length(); at++) {
      boolean says = at >= master && at < master + MASTER.length();
      String changed =
          text.substring(0, at) + (char) (text.charAt(at) ^ 1) + text.substring(at + 1);
      assertThat(opens(changed)).as("character %d: %s", at, changed).isEqualTo(says);
    }
    for (int length = 0; length < text.length(); length++) {
      assertThat(opens(text.substring(0, length))).as("cut at %d", length).isFalse();
    }
    assertThat(opens(text)).isTrue();
  }

  @Test
  void aPlainKeyIsNotTakenForAWrappedOne() {
    assertThat(WrappedKey.isOne(key.skey())).isFalse();
    assertThat(WrappedKey.isOne(wrapped.text())).isTrue();
    assertThatThrownBy(() -> WrappedKey.parse(key.skey()))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageNotContaining(key.skey());
  }

  /** Whether somebody who asks the right master key, whatever the file names, gets the key. */
  private static boolean opens(String text) {
    try {
      WrappedKey.parse(text).unwrapped(WrappedKeyTest::decrypt, CLOCK);
      return true;
    } catch (MalformedNoteException | GeneralSecurityException refused) {
      return false;
    }
  }

  private static NoteSigner.Generated generated(String name) {
    return NoteSigner.generate(name, SignatureType.ED25519, new SecureRandom());
  }

  private static byte[] encrypt(byte[] plain, byte[] associated) throws GeneralSecurityException {
    return crypt(Cipher.ENCRYPT_MODE, plain, associated);
  }

  private static byte[] decrypt(byte[] bytes, byte[] associated) throws GeneralSecurityException {
    return crypt(Cipher.DECRYPT_MODE, bytes, associated);
  }

  /** One key and one nonce: for a test alone. */
  private static byte[] crypt(int mode, byte[] bytes, byte[] associated)
      throws GeneralSecurityException {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
    cipher.updateAAD(associated);
    return cipher.doFinal(bytes);
  }
}
