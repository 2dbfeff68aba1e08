package io.palimpsest.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document of RFC 9457, as {@code application/problem+json}.
 *
 * @param type identifies the kind of problem; ends with the code
 * @param title the status in words
 * @param status HTTP status
 * @param detail what is wrong this time, without any data of the caller
 * @param code machine-readable, such as {@code id.invalid}
 * @param field field that is wrong, as a path into the body or the name of a parameter
 * @param rule rule that the field breaks, as a sentence
 * @param instance reference under which the service's log tells more
 * @param errors every violation, where there may be several
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    URI type,
    String title,
    int status,
    String detail,
    String code,
    @Nullable String field,
    @Nullable String rule,
    @Nullable String instance,
    List<Violation> errors) {
  /** Media type of the document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One violation of several.
   *
   * @param field field that is wrong
   * @param rule rule that it breaks
   */
  public record Violation(String field, String rule) {}

  /** Copies the violations. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /** A problem that concerns no single field. */
  public static Problem of(int status, String code, String detail) {
    return of(status, code, detail, null, null);
  }

  /** A problem of one field. */
  public static Problem of(
      int status, String code, String detail, @Nullable String field, @Nullable String rule) {
    return new Problem(
        type(code), title(status), status, detail, code, field, rule, null, List.of());
  }

  /** A problem of several fields; the first also stands at the top. */
  public static Problem of(int status, String code, String detail, List<Violation> errors) {
    Violation first = errors.getFirst();
    return new Problem(
        type(code), title(status), status, detail, code, first.field(), first.rule(), null, errors);
  }

  /** What a foreign and an unknown tenant answer alike. */
  public static Problem unknownTenant() {
    return of(404, "tenant.not_found", "there is no such tenant");
  }

  /** The same problem with a reference into the log. */
  public Problem withInstance(String reference) {
    return new Problem(type, title, status, detail, code, field, rule, reference, errors);
  }

  private static URI type(String code) {
    return URI.create("urn:palimpsest:problem:" + code);
  }

  private static String title(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "Status " + status : known.getReasonPhrase();
  }
}
