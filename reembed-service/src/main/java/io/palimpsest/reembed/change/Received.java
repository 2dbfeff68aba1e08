package io.palimpsest.reembed.change;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;

/** The bytes of an answer, as many as may be; of a longer one the rest is let go by. */
final class Received {
  private final int most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean tooLarge;

  Received(int most) {
    this.most = most;
  }

  BodyHandler<Void> handler() {
    return BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(this::take));
  }

  synchronized boolean isTooLarge() {
    return tooLarge;
  }

  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  private synchronized void take(byte[] part) {
    if (tooLarge || bytes.size() + part.length > most) {
      tooLarge = true;
      bytes.reset();
    } else {
      bytes.writeBytes(part);
    }
  }
}
