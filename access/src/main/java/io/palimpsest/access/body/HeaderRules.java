package io.palimpsest.access.body;

import io.palimpsest.access.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Media types as RFC 9110 writes them: the framework takes others for a fault of the service. */
final class HeaderRules {
  private static final String TOKEN = "[!#$%&'+.^_`|~0-9A-Za-z-]+";
  private static final String PARAMETER = "\\s*;\\s*" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*\")";
  private static final Pattern TYPE =
      Pattern.compile(TOKEN + "/" + TOKEN + "(?:" + PARAMETER + ")*\\s*");
  private static final Pattern RANGE =
      Pattern.compile(
          "\\s*(?:\\*(?:/\\*)?|" + TOKEN + "/(?:\\*|" + TOKEN + "))(?:" + PARAMETER + ")*\\s*");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset=\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:[^\"\\s;]|\"[^\"])", Pattern.CASE_INSENSITIVE);

  private HeaderRules() {}

  /** What is wrong with the media types that a request names. */
  static Optional<Problem> problem(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !isType(type)) {
      return Optional.of(
          Problem.of(
              415,
              "media_type.unsupported",
              "the media type of the body cannot be read",
              "Content-Type",
              "is a media type with parameters as RFC 9110 has it"));
    }
    return accepts(request.getHeader(HttpHeaders.ACCEPT))
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                406,
                "media_type.not_acceptable",
                "the media types that are asked for cannot be read",
                "Accept",
                "is a list of media types as RFC 9110 has it"));
  }

  static boolean isType(String type) {
    return TYPE.matcher(type).matches()
        && hasKnownCharset(type)
        && (!type.toLowerCase(Locale.ROOT).startsWith("multipart/")
            || BOUNDARY.matcher(type).find());
  }

  static boolean accepts(@Nullable String ranges) {
    return ranges == null
        || ranges.isBlank()
        || Stream.of(ranges.split(",", -1))
            .allMatch(range -> RANGE.matcher(range).matches() && hasKnownCharset(range));
  }

  private static boolean hasKnownCharset(String type) {
    Matcher charset = CHARSET.matcher(type);
    try {
      return !charset.find() || Charset.isSupported(charset.group(1));
    } catch (IllegalCharsetNameException noName) {
      return false;
    }
  }
}
