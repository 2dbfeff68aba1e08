package io.palimpsest.reembed.index;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a server, which can be cut: connections break, and new ones are hung up on. */
final class Relay implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean cut;

  /**
   * @param server host and port
   */
  Relay(String server) throws IOException {
    String[] parts = server.split(":");
    this.server = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  /** Host and port of this end. */
  String host() {
    return "localhost:" + door.getLocalPort();
  }

  void cut() {
    cut = true;
    open.forEach(Relay::end);
  }

  void mend() {
    cut = false;
  }

  /** How many connections were broken or hung up on. */
  int refused() {
    return refused.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (cut) {
          refused.incrementAndGet();
          near.close();
        } else {
          join(near);
        }
      } catch (IOException e) {
        cutOff(e);
      }
    }
  }

  private void join(Socket near) throws IOException {
    Socket far = new Socket();
    far.connect(server);
    open.add(near);
    open.add(far);
    Thread.startVirtualThread(() -> pump(near, far));
    Thread.startVirtualThread(() -> pump(far, near));
  }

  private void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      cutOff(e);
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private void cutOff(IOException any) {
    if (cut) {
      refused.incrementAndGet();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(Relay::end);
  }
}
