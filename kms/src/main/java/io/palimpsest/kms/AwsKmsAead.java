package io.palimpsest.kms;

import com.google.crypto.tink.Aead;
import io.palimpsest.sealing.KeysUnavailableException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Encrypts and decrypts by a key that AWS KMS keeps. Associated data is an entry of the encryption
 * context, in hexadecimal digits and under the name that Tink's own integration gives it.
 */
final class AwsKmsAead implements Aead {
  private static final String ASSOCIATED_DATA = "associatedData";
  private final KmsClient kms;
  private final String key;

  /**
   * @param key its ARN
   */
  AwsKmsAead(KmsClient kms, String key) {
    this.kms = kms;
    this.key = key;
  }

  @Override
  public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
    try {
      return kms.encrypt(
              request ->
                  request
                      .keyId(key)
                      .plaintext(SdkBytes.fromByteArray(plaintext))
                      .encryptionContext(context(associatedData)))
          .ciphertextBlob()
          .asByteArray();
    } catch (SdkException noAnswer) {
      throw unavailable(noAnswer);
    }
  }

  @Override
  public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
    try {
      return kms.decrypt(
              request ->
                  request
                      .keyId(key)
                      .ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                      .encryptionContext(context(associatedData)))
          .plaintext()
          .asByteArray();
    } catch (InvalidCiphertextException | IncorrectKeyException anothers) {
      throw new GeneralSecurityException("not what this key encrypted", anothers);
    } catch (SdkException noAnswer) {
      throw unavailable(noAnswer);
    }
  }

  private static Map<String, String> context(byte[] associatedData) {
    return Map.of(ASSOCIATED_DATA, HexFormat.of().formatHex(associatedData));
  }

  /** Down, denied, disabled or pending deletion: in each case others may still change it. */
  private static KeysUnavailableException unavailable(SdkException noAnswer) {
    return new KeysUnavailableException("the KMS gives no answer", noAnswer);
  }
}
