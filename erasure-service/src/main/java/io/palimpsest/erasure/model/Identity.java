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
 * @param unlinked whether the key of what is in the log was destroyed: this is another, of which
 *     nobody is shown anything
 */
public record Identity(
    String logKey, String tenant, String requester, String scope, String actor, boolean unlinked) {
  /** Who is concerned by a new request. */
  public static Identity of(
      RequestKey key, String tenant, String requester, String scope, String actor) {
    return new Identity(text(key), tenant, requester, scope, actor, false);
  }

  /** The key under which names of this request are hidden, in the log and after the end. */
  public RequestKey key() {
    return RequestKey.of(Base64.getDecoder().decode(logKey));
  }

  /** The same without its key; the digests of what is yet to come are made by another. */
  public Identity unlinked(RequestKey next) {
    return new Identity(text(next), tenant, requester, scope, actor, true);
  }

  private static String text(RequestKey key) {
    return Base64.getEncoder().encodeToString(key.bytes());
  }
}
