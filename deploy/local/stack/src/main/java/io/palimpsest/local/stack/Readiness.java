package io.palimpsest.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How to tell that a part is ready to serve. */
sealed interface Readiness {

  /**
   * Asks once, without waiting longer than a few seconds.
   *
   * @param log the log file of the part
   * @param logStart where the present run of the part begins in it
   */
  boolean isReady(Path log, long logStart) throws IOException, InterruptedException;

  /** Why the part is not ready, as far as it says so itself. */
  default String reason() throws InterruptedException {
    return "it does not say why";
  }

  /** A health endpoint that answers 200. */
  record Http(URI url) implements Readiness {
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIMEOUT)
            .build();

    @Override
    public boolean isReady(Path log, long logStart) throws InterruptedException {
      try {
        return get().statusCode() == 200;
      } catch (IOException notYet) {
        return false;
      }
    }

    @Override
    public String reason() throws InterruptedException {
      try {
        HttpResponse<String> answer = get();
        return "%s answers %d %s".formatted(url, answer.statusCode(), answer.body());
      } catch (IOException e) {
        return "%s does not answer: %s".formatted(url, e);
      }
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(ANSWER_TIMEOUT).build();
      return CLIENT.send(request, BodyHandlers.ofString());
    }
  }

  /** A port that accepts connections. */
  record Tcp(int port) implements Readiness {
    @Override
    public boolean isReady(Path log, long logStart) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException notYet) {
        return false;
      }
    }
  }

  /** A line in the log: for servers that open their port before they serve. */
  record LogLine(String text) implements Readiness {
    @Override
    public boolean isReady(Path log, long logStart) throws IOException {
      try (InputStream in = Files.newInputStream(log)) {
        in.skipNBytes(logStart);
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(text);
      }
    }
  }
}
