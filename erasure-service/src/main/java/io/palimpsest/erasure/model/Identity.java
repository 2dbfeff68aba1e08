package io.palimpsest.erasure.model;

import io.palimpsest.audit.RequestKey;
import java.util.Base64;

/**
 * Who is concerned, as digests that stay when the names go.
 *
 * @param logKey random key of this request, Base64; makes the digests in the log, and is kept
 *     outside the log
 * @param tenant keyed digest of the outermost scope, by which its owner may ask for the request
 * @param requester keyed digest of who asked
 * @param scope digest of the scope under the request's own key, as in the log
 * @param actor digest of who asked under the request's own key, as in the log
 */
public record Identity(String logKey, String tenant, String requester, String scope, String actor) {
  /** The key under which names of this request are hidden, in the log and after the end. */
  public RequestKey key() {
    return RequestKey.of(Base64.getDecoder().decode(logKey));
  }
}
