package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports of the loopback address.
 *
 * <p>They are picked below the range from which the kernel serves outgoing connections, so that a
 * part that is killed and started again finds its port still free. Another process may take a
 * picked port before the part binds it: who starts a part must be ready to pick again.
 */
final class Ports {

  private static final int LOWEST = 22_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** A port that nobody listens on now and that this process has not handed out before. */
  static int pick() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port) && HANDED_OUT.add(port)) {
        return port;
      }
    }
    throw new PortBusyException("no free port found between %d and %d".formatted(LOWEST, HIGHEST));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do it: connections of a former owner in TIME_WAIT do not make it busy.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
