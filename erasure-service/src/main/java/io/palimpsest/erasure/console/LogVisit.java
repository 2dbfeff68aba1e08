package io.palimpsest.erasure.console;

import io.palimpsest.audit.tree.Hash;
import io.palimpsest.erasure.audit.PublishedLog;
import jakarta.ws.rs.core.NewCookie;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor saw of the log last, kept by the visitor's own browser: what is published now has
 * to go on from there, whoever changed what meanwhile.
 *
 * @param size entries that there were
 * @param root root of their tree
 */
record LogVisit(long size, Hash root) {
  static final String COOKIE = "palimpsest_log_seen";

  private static final String PATH = "/console/log";
  private static final int A_YEAR = 366 * 24 * 60 * 60;

  /** Of characters that a cookie holds as they are; others are quoted, and come back so. */
  private static final String FORM = "[0-9]{1,18}\\.[A-Za-z0-9_-]{43}";

  /**
   * How the log goes on from the last visit.
   *
   * @param size entries that there were
   * @param root root that they had
   * @param more entries that came since
   * @param consistent whether what was seen is the beginning of what is published
   */
  public record Since(long size, String root, long more, boolean consistent) {}

  /** The visit that a cookie tells of; none when it is missing or no such cookie. */
  static Optional<LogVisit> of(@Nullable String cookie) {
    if (cookie == null || !cookie.matches(FORM)) {
      return Optional.empty();
    }
    int dot = cookie.indexOf('.');
    try {
      return Optional.of(
          new LogVisit(
              Long.parseLong(cookie.substring(0, dot)),
              Hash.of(Base64.getUrlDecoder().decode(cookie.substring(dot + 1)))));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  Since since(PublishedLog published, long now) {
    return new Since(
        size,
        root.base64(),
        Math.max(0, now - size),
        published.root(size).filter(root::equals).isPresent());
  }

  /** For the next visit. */
  NewCookie cookie(boolean secure) {
    return new NewCookie.Builder(COOKIE)
        .value(size + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(root.bytes()))
        .path(PATH)
        .maxAge(A_YEAR)
        .httpOnly(true)
        .secure(secure)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }
}
