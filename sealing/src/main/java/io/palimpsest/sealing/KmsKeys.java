package io.palimpsest.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.ServiceLoader;

/** The keys of every KMS that is known here. Thread-safe. */
public final class KmsKeys {
  private final List<KmsClient> clients;

  private KmsKeys(List<KmsClient> clients) {
    this.clients = List.copyOf(clients);
  }

  /** Those on the class path: one more KMS is one more of Tink's clients there. */
  public static KmsKeys known() {
    ServiceLoader<KmsClient> found =
        ServiceLoader.load(KmsClient.class, KmsKeys.class.getClassLoader());
    return new KmsKeys(found.stream().map(ServiceLoader.Provider::get).toList());
  }

  /**
   * The master key of a URI; the KMS is not asked yet.
   *
   * @throws IllegalArgumentException when no KMS here has such URIs, or the URI is none of its own
   */
  public MasterWrapping key(String uri) {
    return new KmsKey(uri, aead(uri));
  }

  /**
   * What encrypts and decrypts by the key of a URI, a call each; the KMS is not asked yet. Throws
   * {@link KeysUnavailableException} when that gives no answer, or refuses one.
   *
   * @throws IllegalArgumentException when no KMS here has such URIs, or the URI is none of its own
   */
  public Aead aead(String uri) {
    KmsClient client =
        clients.stream()
            .filter(candidate -> candidate.doesSupport(uri))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no KMS is known for " + uri));
    try {
      return client.getAead(uri);
    } catch (GeneralSecurityException refused) {
      throw new IllegalArgumentException(uri + " names no key: " + refused.getMessage(), refused);
    }
  }
}
