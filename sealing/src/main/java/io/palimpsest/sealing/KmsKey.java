package io.palimpsest.sealing;

import com.google.crypto.tink.Aead;

/**
 * A master key in a KMS. Each wrapping and unwrapping is a call.
 *
 * @param current its URI
 * @param aead asks the KMS; throws {@link KeysUnavailableException} when that gives no answer, or
 *     refuses one
 */
record KmsKey(String current, Aead aead) implements MasterWrapping {
  @Override
  public byte[] wrap(DataKey key, String context) {
    return key.wrappedBy(aead, context);
  }

  @Override
  public DataKey unwrap(byte[] wrapped, String context) {
    return DataKey.unwrapped(wrapped, aead, context);
  }
}
