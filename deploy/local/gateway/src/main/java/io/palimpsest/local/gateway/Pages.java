package io.palimpsest.local.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The gateway's own pages: what is here, and the viewer of the API's description. */
final class Pages {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " frame-ancestors 'none'";

  /**
   * A file as it is sent.
   *
   * @param type media type
   */
  private record Page(String type, Buffer content) {}

  private final Map<String, Page> pages = new HashMap<>();

  Pages() {
    String viewer = "/META-INF/resources/webjars/swagger-ui/" + viewerVersion() + "/";
    put("/", HTML, "/pages/index.html");
    put("/openapi/", HTML, "/pages/openapi.html");
    put("/openapi/viewer.js", SCRIPT, "/pages/viewer.js");
    put("/openapi/swagger-ui.css", STYLE, viewer + "swagger-ui.css");
    put("/openapi/swagger-ui-bundle.js", SCRIPT, viewer + "swagger-ui-bundle.js");
    put(
        "/openapi/swagger-ui-standalone-preset.js",
        SCRIPT,
        viewer + "swagger-ui-standalone-preset.js");
  }

  /** Answers when the path is one of a page; false: it is none. */
  boolean answer(HttpServerRequest request, String path) {
    if (!request.method().name().equals("GET") && !request.method().name().equals("HEAD")) {
      return false;
    }
    if (path.equals("/openapi")) {
      request.response().setStatusCode(308).putHeader("Location", "/openapi/").end();
      return true;
    }
    Optional<Page> found = Optional.ofNullable(pages.get(path));
    found.ifPresent(page -> send(request, page));
    return found.isPresent();
  }

  private static void send(HttpServerRequest request, Page page) {
    request
        .response()
        .putHeader("Content-Type", page.type())
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(page.content());
  }

  private void put(String path, String type, String resource) {
    pages.put(path, new Page(type, Buffer.buffer(read(resource))));
  }

  private static byte[] read(String resource) {
    try (InputStream stream = stream(resource)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String viewerVersion() {
    try (InputStream stream = stream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stream(String resource) {
    @Nullable InputStream stream = Pages.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(resource + " is not on the classpath");
    }
    return stream;
  }
}
