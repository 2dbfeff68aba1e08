package io.palimpsest.system;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.bson.RawBsonDocument;

/**
 * The way of one service to the document server, which holds back a single request: to its sender
 * it is in the network for as long as that lasts, and lands when it is let go.
 */
final class HeldWrites implements AutoCloseable {
  private static final int HEADER = 16;
  private static final int FLAGS = 4;
  private static final int OP_MSG = 2013;
  private static final int LARGEST = 48_000_000;

  private final InetSocketAddress server;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Hold hold = new Hold(command -> false);

  /** One request to be held back. */
  static final class Hold {
    private final Predicate<RawBsonDocument> which;
    private final CountDownLatch caught = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    private Hold(Predicate<RawBsonDocument> which) {
      this.which = which;
    }

    /** Whether a request is held back. */
    boolean isCaught() {
      return caught.getCount() == 0;
    }

    /** Lets it land. */
    void release() {
      released.countDown();
    }

    /** Whether the server has answered it: it has landed. */
    boolean isLanded() {
      return answered.getCount() == 0;
    }
  }

  /**
   * @param server host and port
   */
  HeldWrites(String server) throws IOException {
    String[] parts = server.split(":");
    this.server = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  /** Host and port of this end. */
  String host() {
    return "localhost:" + door.getLocalPort();
  }

  /** Holds back the next request whose command is such a one. */
  Hold next(Predicate<RawBsonDocument> which) {
    Hold next = new Hold(which);
    hold = next;
    return next;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket();
        far.connect(server);
        open.add(near);
        open.add(far);
        new Way(near, far).open();
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** One connection. */
  private final class Way {
    private final Socket near;
    private final Socket far;
    private volatile Hold held = hold;
    private volatile boolean awaitsAnswer;

    Way(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }

    void open() {
      Thread.startVirtualThread(() -> pump(near, far, this::forth));
      Thread.startVirtualThread(() -> pump(far, near, this::back));
    }

    private void forth(byte[] message) throws InterruptedException {
      Hold now = hold;
      if (!now.isCaught() && isCommand(message) && now.which.test(command(message))) {
        held = now;
        awaitsAnswer = true;
        now.caught.countDown();
        now.released.await();
      }
    }

    private void back(byte[] message) {
      if (awaitsAnswer) {
        awaitsAnswer = false;
        held.answered.countDown();
      }
    }
  }

  private interface Each {
    void see(byte[] message) throws InterruptedException;
  }

  private void pump(Socket from, Socket to, Each each) {
    try (from;
        to) {
      DataInputStream in = new DataInputStream(from.getInputStream());
      OutputStream out = to.getOutputStream();
      while (true) {
        byte[] message = read(in);
        each.see(message);
        out.write(message);
        out.flush();
      }
    } catch (EOFException ended) {
      // Its other end has hung up.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (IOException broken) {
      System.out.println("connection to the document server ended: " + broken.getMessage());
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = Integer.reverseBytes(in.readInt());
    if (length < HEADER || length > LARGEST) {
      throw new IOException("no message of the protocol");
    }
    byte[] message = new byte[length];
    ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
    in.readFully(message, Integer.BYTES, length - Integer.BYTES);
    return message;
  }

  private static boolean isCommand(byte[] message) {
    ByteBuffer header = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    return header.getInt(HEADER - Integer.BYTES) == OP_MSG
        && message.length > HEADER + FLAGS
        && message[HEADER + FLAGS] == 0;
  }

  /** The body; documents of a sequence beside it are not looked at. */
  private static RawBsonDocument command(byte[] message) {
    int at = HEADER + FLAGS + 1;
    int length = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    return new RawBsonDocument(message, at, length);
  }

  /** A command of that name on a collection. */
  static boolean isOn(RawBsonDocument command, Set<String> names, String collection) {
    String name = command.getFirstKey();
    return names.contains(name)
        && command.isString(name)
        && command.getString(name).getValue().equals(collection);
  }

  @Override
  public void close() throws IOException {
    door.close();
    hold.release();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
