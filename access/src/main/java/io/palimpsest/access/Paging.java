package io.palimpsest.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cursors of the list that is asked for: opaque to callers; to us the last key, and which list it
 * is of. Lists are told apart by their path.
 */
@RequestScoped
public class Paging {
  private static final int MOST = 1_000;
  private static final int MARK = 8;

  private final UriInfo uri;

  Paging(UriInfo uri) {
    this.uri = uri;
  }

  /**
   * How many entries a page has at most.
   *
   * @throws ProblemException 400 unless it is 1 to 1,000
   */
  public static int limit(int asked) {
    if (asked < 1 || asked > MOST) {
      throw invalid("limit", "is 1 to " + MOST);
    }
    return asked;
  }

  /**
   * The key after which the page begins, empty for the first page.
   *
   * @throws ProblemException 400 for a cursor of another list, or none of ours
   */
  public String after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    String marked = decoded(cursor);
    if (!marked.startsWith(mark())) {
      throw notOfThisList();
    }
    return marked.substring(MARK);
  }

  /**
   * The same, read as a key of another kind.
   *
   * @param key throws {@link IllegalArgumentException} for a text that is none
   */
  public <K> Optional<K> after(@Nullable String cursor, Function<String, K> key) {
    String after = after(cursor);
    try {
      return after.isEmpty() ? Optional.empty() : Optional.of(key.apply(after));
    } catch (IllegalArgumentException notOurs) {
      throw notOfThisList();
    }
  }

  /** The cursor of the page after a key of this list. */
  public String cursor(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((mark() + key).getBytes(StandardCharsets.UTF_8));
  }

  private String mark() {
    try {
      byte[] path = uri.getPath().getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(path);
      return HexFormat.of().formatHex(digest).substring(0, MARK);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String decoded(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw notOfThisList();
    }
  }

  private static ProblemException notOfThisList() {
    return invalid("cursor", "is one that this list answered");
  }

  private static ProblemException invalid(String field, String rule) {
    return new ProblemException(400, "field.invalid", field + " " + rule, field, rule);
  }
}
