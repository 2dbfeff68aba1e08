package io.palimpsest.reembed.index;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers for content by what its id asks for, as no server does that means well, until it is
 * mended: {@code ok-1}, {@code status-418-1}, {@code stall-1} and so on; the last part tells ids of
 * one kind apart.
 */
final class HostileContents implements AutoCloseable {
  private static final String END = "\r\n\r\n";
  private static final String FINE = "HTTP/1.1 200 OK\r\n";
  private static final int MEGABYTE = 1 << 20;
  private static final int ENDLESS = 40;

  /** How often each id was asked for. */
  final ConcurrentHashMap<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  private final ServerSocket server;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean mended;

  HostileContents() throws IOException {
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** From now on every content is there. */
  void mend() {
    mended = true;
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket;
        OutputStream out = socket.getOutputStream()) {
      String id = id(socket.getInputStream());
      asked.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
      answer(mended ? "ok-mended" : id, out);
      out.flush();
    } catch (IOException gone) {
      // Who asked went away, which is what it should do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(String id, OutputStream out) throws IOException, InterruptedException {
    String[] parts = id.split("-");
    switch (parts[0]) {
      case "none" -> full(out, "HTTP/1.1 404 Not Found", "");
      case "ok" -> full(out, "HTTP/1.1 200 OK", "What is kept of " + id + ".");
      case "status" -> full(out, "HTTP/1.1 " + parts[1] + " Odd", "");
      case "stall" -> over.await();
      case "halted" -> {
        write(out, FINE + "Content-Length: 100" + END + "only this");
        over.await();
      }
      case "short" -> write(out, FINE + "Content-Length: 100" + END + "only this");
      case "negative" -> write(out, FINE + "Content-Length: -5" + END + "text");
      case "chunks" -> write(out, FINE + "Transfer-Encoding: chunked" + END + "zz\r\ntext\r\n");
      case "noise" -> write(out, "\u0000\u0001 no protocol at all \r\n");
      case "silent" -> {}
      case "endless" -> {
        write(out, FINE + "Connection: close" + END);
        for (int part = 0; part < ENDLESS; part++) {
          out.write(new byte[MEGABYTE]);
        }
      }
      default -> throw new IllegalArgumentException(id);
    }
  }

  private static void full(OutputStream out, String status, String body) throws IOException {
    write(
        out,
        status + "\r\nContent-Length: " + body.length() + "\r\nConnection: close" + END + body);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  /** The id in the first line; the rest is read to its end. */
  private static String id(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    String path = head.substring(head.indexOf("/internal/contents/") + 19);
    return path.substring(0, path.indexOf('?'));
  }

  @Override
  public void close() {
    over.countDown();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
