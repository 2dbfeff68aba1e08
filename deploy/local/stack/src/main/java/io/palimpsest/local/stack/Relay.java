package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way to a server, for tests of faults. It can be cut: connections break, and new ones are hung
 * up on. Or it stalls: connections stay, and what is sent on them is held back.
 */
public final class Relay implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final InetSocketAddress server;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final Object gate = new Object();
  private boolean stalled;
  private volatile boolean cut;

  /**
   * @param server host and port
   */
  public Relay(String server) throws IOException {
    String[] parts = server.split(":");
    this.server = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  /** Host and port of this end. */
  public String host() {
    return "localhost:" + door.getLocalPort();
  }

  /** Breaks every connection. */
  public void cut() {
    cut = true;
    open.forEach(Relay::end);
  }

  /** Lets everything through again, what was held back first. */
  public void mend() {
    synchronized (gate) {
      cut = false;
      stalled = false;
      gate.notifyAll();
    }
  }

  /** Holds back from now on whatever is sent, either way. */
  public void stall() {
    synchronized (gate) {
      stalled = true;
    }
  }

  /** How often something was held back. */
  public int held() {
    return held.get();
  }

  /** How many connections were broken or hung up on. */
  public int refused() {
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
      byte[] buffer = new byte[BUFFER];
      for (int read = from.getInputStream().read(buffer);
          read >= 0;
          read = from.getInputStream().read(buffer)) {
        pass();
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      cutOff(e);
    } finally {
      end(from);
      end(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private void pass() throws InterruptedException {
    synchronized (gate) {
      if (stalled) {
        held.incrementAndGet();
      }
      while (stalled) {
        gate.wait();
      }
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
    mend();
    open.forEach(Relay::end);
  }
}
