package io.palimpsest.erasure.door;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.UUID;

/**
 * What shows that a request was confirmed.
 *
 * @param requestId id of the request
 * @param log topic of the log
 * @param logIndex index of the confirmation in it
 * @param entry the confirmation, byte for byte as it is in the log
 * @param residuals what was left for a while, and since when it is gone
 */
public record CertificateView(
    UUID requestId,
    String log,
    long logIndex,
    @JsonRawValue String entry,
    List<ErasureView.ResidualView> residuals) {}
