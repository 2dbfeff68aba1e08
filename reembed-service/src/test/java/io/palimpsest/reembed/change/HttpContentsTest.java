package io.palimpsest.reembed.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.reembed.change.Contents.ContentUnavailableException;
import io.palimpsest.reembed.change.Contents.Fetched;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answers of ingest mean, those that no ingest gives included. */
class HttpContentsTest {
  private static final UUID SOURCE = UUID.randomUUID();
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private ServerSocket server;
  private volatile String answer = "";
  private volatile String others = "";
  private volatile int body;
  private volatile boolean stalls;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    over.countDown();
    server.close();
  }

  @Test
  void theUidGoesAlong() {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");

    assertThat(contents().fetch("c1", SOURCE))
        .isInstanceOfSatisfying(
            Fetched.Content.class,
            found -> assertThat(new String(found.bytes(), StandardCharsets.UTF_8)).isEqualTo("hi"));
    assertThat(asked.getFirst()).isEqualTo("GET /internal/contents/c1?uid=" + SOURCE + " HTTP/1.1");
  }

  @Test
  void aContentIdOfAnyCharactersIsAsked() {
    answers("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");

    assertThat(contents().fetch("a b/../\u202e?#%", SOURCE)).isEqualTo(new Fetched.Missing());
    assertThat(asked.getFirst()).startsWith("GET /internal/contents/a%20b%2F..%2F");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 407, 429, 502, 503, 504})
  void whatEverybodyWouldBeToldCountsAsDown(int status) {
    answers("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> contents().fetch("c1", SOURCE))
        .isInstanceOf(ContentUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 407, 429, 502, 503, 504})
  void whatIsSaidOfOneContentAloneIsItsOwn(int status) {
    others = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    answers("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");

    assertThat(contents().fetch("c1", SOURCE)).isEqualTo(new Fetched.Failing());
    assertThat(asked).hasSize(2).last().asString().contains("/none?");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 501, 505, 507, 599})
  void anErrorOfOneContentIsItsOwn(int status) {
    answers("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");

    assertThat(contents().fetch("c1", SOURCE)).isEqualTo(new Fetched.Failing());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 206, 300, 302, 400, 405, 406, 413, 415, 418, 451})
  void anyOtherStatusIsSaid(int status) {
    answers("HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n");

    assertThat(contents().fetch("c1", SOURCE))
        .isEqualTo(new Fetched.Unreadable("content.status_" + status));
  }

  @Test
  void goneAndSupersededAreTold() {
    answers("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n");
    assertThat(contents().fetch("c1", SOURCE)).isEqualTo(new Fetched.Erased());
    answers("HTTP/1.1 409 Conflict\r\nContent-Length: 0\r\n\r\n");
    assertThat(contents().fetch("c1", SOURCE)).isEqualTo(new Fetched.Superseded());
  }

  @Test
  void aBodyThatStallsEndsInTime() {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
    stalls = true;
    long began = System.nanoTime();

    assertThat(contents().fetch("c1", SOURCE)).isEqualTo(new Fetched.Failing());
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(TIMEOUT.minusMillis(100), TIMEOUT.plusSeconds(30));
  }

  @Test
  void headersThatNeverComeEndInTime() {
    answers("");
    stalls = true;

    assertThat(contents().fetch("c1", SOURCE)).isEqualTo(new Fetched.Failing());
  }

  @Test
  void aBodyThatBreaksOffIsItsOwn() {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");

    assertThat(contents().fetch("c1", SOURCE)).isEqualTo(new Fetched.Failing());
  }

  @Test
  void moreThanIngestEverTakesIsRefused() {
    body = HttpContents.LARGEST + 1;
    answers("HTTP/1.1 200 OK\r\nContent-Length: " + body + "\r\n\r\n");

    assertThat(new HttpContents(address(), "t", Duration.ofSeconds(60)).fetch("c1", SOURCE))
        .isEqualTo(new Fetched.Unreadable("content.too_large"));
  }

  @Test
  void whoCannotBeReachedIsDown() throws IOException {
    server.close();

    assertThatThrownBy(() -> contents().fetch("c1", SOURCE))
        .isInstanceOf(ContentUnavailableException.class);
  }

  private void answers(String raw) {
    answer = raw;
  }

  private HttpContents contents() {
    return new HttpContents(address(), "t", TIMEOUT);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        Thread.ofVirtual().start(() -> answer(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket caller) {
    try (caller) {
      String line = firstLine(caller.getInputStream());
      asked.add(line);
      OutputStream out = caller.getOutputStream();
      boolean isOther = !others.isEmpty() && line.contains('/' + HttpContents.NOBODYS + '?');
      out.write((isOther ? others : answer).getBytes(StandardCharsets.UTF_8));
      for (int sent = 0; sent < body; sent += 65_536) {
        out.write(new byte[Math.min(65_536, body - sent)]);
      }
      out.flush();
      if (stalls) {
        over.await();
      }
    } catch (IOException callerWent) {
      asked.add("gone");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static String firstLine(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.substring(0, Math.max(0, head.indexOf("\r\n")));
  }
}
