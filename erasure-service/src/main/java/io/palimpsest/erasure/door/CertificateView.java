package io.palimpsest.erasure.door;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a request was confirmed.
 *
 * @param requestId id of the request
 * @param log topic of the log
 * @param logIndex index of the confirmation in it
 * @param entry the confirmation, byte for byte as it is in the log
 * @param proof link of the file that is verified offline; null while no checkpoint covers the entry
 * @param entries everything that the log says of the request, in order
 * @param residuals what was left for a while, and since when it is gone
 */
public record CertificateView(
    UUID requestId,
    String log,
    long logIndex,
    @JsonRawValue String entry,
    @Nullable String proof,
    List<Entry> entries,
    List<ErasureView.ResidualView> residuals) {

  /**
   * One entry.
   *
   * @param logIndex its index
   * @param entry its bytes
   */
  public record Entry(long logIndex, @JsonRawValue String entry) {}
}
