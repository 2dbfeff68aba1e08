package io.palimpsest.erasure.export;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * A key that seals one stream, segment by segment (AES-256 in GCM, keys by HKDF): a part that is
 * cut off, swapped or repeated does not open.
 */
final class StreamKey {
  static {
    try {
      StreamingAeadConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final KeysetHandle handle;

  private StreamKey(KeysetHandle handle) {
    this.handle = handle;
  }

  static StreamKey generate() {
    try {
      return new StreamKey(
          KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_4KB));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES in GCM", impossible);
    }
  }

  /** The key that {@link #secret} gave away. */
  static StreamKey ofSecret(byte[] secret) throws IOException {
    try {
      return new StreamKey(
          TinkProtoKeysetFormat.parseKeyset(secret, InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException noKey) {
      throw new IOException("not the key of a stream", noKey);
    }
  }

  /** The key in clear, to be sealed by another one. */
  byte[] secret() {
    try {
      return TinkProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the key has no serial form", impossible);
    }
  }

  StreamingAead cipher() {
    try {
      return handle.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the keyset seals streams", impossible);
    }
  }
}
