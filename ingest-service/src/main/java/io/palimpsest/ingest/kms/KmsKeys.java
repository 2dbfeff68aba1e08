package io.palimpsest.ingest.kms;

import com.google.crypto.tink.KmsClient;
import io.palimpsest.sealing.MasterWrapping;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.List;

/** The master keys of every KMS that is known here. */
@Singleton
public final class KmsKeys {
  private final List<KmsClient> clients;

  /**
   * @param clients each knows the URIs of its own KMS; one more is one more bean
   */
  public KmsKeys(@All List<KmsClient> clients) {
    this.clients = List.copyOf(clients);
  }

  /**
   * The key of a URI; the KMS is not asked yet.
   *
   * @throws IllegalArgumentException when no KMS here has such URIs, or the URI is none of its own
   */
  public MasterWrapping key(String uri) {
    KmsClient client =
        clients.stream()
            .filter(candidate -> candidate.doesSupport(uri))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no KMS is known for " + uri));
    try {
      return new KmsKey(uri, client.getAead(uri));
    } catch (GeneralSecurityException refused) {
      throw new IllegalArgumentException(uri + " names no key: " + refused.getMessage(), refused);
    }
  }
}
