package io.palimpsest.ingest.testing;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/** A request whose bytes are sent one piece at a time. */
public final class RawCall implements AutoCloseable {
  private final Socket socket;
  private final OutputStream out;

  private RawCall() throws IOException {
    this.socket = new Socket("localhost", RestAssured.port);
    this.out = socket.getOutputStream();
    socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
  }

  /** Sends the head of a request with a chunked body. */
  public static RawCall chunked(String method, String path, String token, String type)
      throws IOException {
    RawCall call = new RawCall();
    call.send(
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: %s\r
        Transfer-Encoding: chunked\r
        \r
        """
            .formatted(method, path, token, type));
    return call;
  }

  /** Sends some of the body. */
  public void chunk(String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
  }

  /** Sends so much of the body, and tells how much of it was taken. */
  public long chunks(long bytes, String piece) {
    long sent = 0;
    try {
      for (; sent < bytes; sent += piece.length()) {
        chunk(piece);
      }
    } catch (IOException takesNoMore) {
      return sent;
    }
    return sent;
  }

  /** Ends the body. */
  public void end() throws IOException {
    send("0\r\n\r\n");
  }

  /** The status that is answered. */
  public int status() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    return Integer.parseInt(line.split(" ")[1]);
  }

  /** All that is answered until the other side closes the connection. */
  public String answer() {
    try {
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .lines()
          .collect(Collectors.joining("\n"));
    } catch (IOException reset) {
      throw new UncheckedIOException(reset);
    }
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
