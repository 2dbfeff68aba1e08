package io.palimpsest.access.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** A request whose bytes are sent one piece at a time, by a caller who means no good. */
final class RawCall implements AutoCloseable {
  private static final int ANSWERED_WITHIN_MILLIS = 30_000;

  private final Socket socket;
  private final OutputStream out;

  private RawCall(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    socket.setSoTimeout(ANSWERED_WITHIN_MILLIS);
  }

  /** Sends the head of a POST of JSON. */
  static RawCall post(URI to, String token, String framing) throws IOException {
    RawCall call = new RawCall(new Socket(to.getHost(), to.getPort()));
    call.send(
        """
        POST %s HTTP/1.1\r
        Host: %s\r
        %sContent-Type: application/json\r
        %s\r
        \r
        """
            .formatted(
                to.getPath(),
                to.getAuthority(),
                token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n",
                framing));
    return call;
  }

  void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Sends chunks until the other side takes no more, or so many. */
  long chunks(int most, int size) {
    String chunk = Integer.toHexString(size) + "\r\n" + " ".repeat(size) + "\r\n";
    long sent = 0;
    try {
      for (; sent < most; sent++) {
        send(chunk);
      }
    } catch (IOException takesNoMore) {
      return sent;
    }
    return sent;
  }

  /** The status that is answered. */
  int status() throws IOException {
    return Integer.parseInt(answer().lines().findFirst().orElseThrow().split(" ")[1]);
  }

  /** All that is answered until the other side closes the connection. */
  String answer() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    return in.lines().collect(Collectors.joining("\n"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
