package io.palimpsest.erasure.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** A session is the bearer token itself, in a cookie that no script and no other site can use. */
@ApplicationScoped
class Session {
  /** Name of the cookie. */
  static final String COOKIE = "palimpsest_console";

  /** Browsers keep no cookie above 4,096 characters, name and attributes included. */
  static final int LONGEST_TOKEN = 3_900;

  private static final String PATH = "/console";

  private final ConsoleSettings settings;

  Session(ConsoleSettings settings) {
    this.settings = settings;
  }

  /** The cookie of a token; it ends with the browser's session, or with the token. */
  NewCookie open(String token) {
    return cookie(token).build();
  }

  /** Takes the cookie away. */
  NewCookie close() {
    return cookie("").maxAge(0).build();
  }

  private NewCookie.Builder cookie(String value) {
    return new NewCookie.Builder(COOKIE)
        .value(value)
        .path(PATH)
        .httpOnly(true)
        .secure(settings.secureCookie())
        .sameSite(NewCookie.SameSite.STRICT);
  }

  /** What the forms of a session carry: whoever cannot read the token cannot know it. */
  static String formToken(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("console-form\n" + token).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
