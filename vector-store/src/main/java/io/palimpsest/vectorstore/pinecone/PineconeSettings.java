package io.palimpsest.vectorstore.pinecone;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where an index is and how to reach it.
 *
 * @param host host of the index, with or without scheme, with a port where it is not 443
 * @param apiKey key to the index
 * @param tls whether the connection is encrypted
 * @param requestTimeout longest time of a single request, whatever the caller's deadline
 */
public record PineconeSettings(String host, String apiKey, boolean tls, Duration requestTimeout) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");

  /** Refuses settings that cannot work. */
  public PineconeSettings {
    if (host.isBlank() || apiKey.isBlank()) {
      throw new IllegalArgumentException("host and API key of the index must be given");
    }
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new IllegalArgumentException("the request timeout must be positive");
    }
  }

  /** Encrypted, unless the host says {@code http://}, or names this machine without a scheme. */
  public static PineconeSettings of(String host, String apiKey) {
    boolean plain = host.startsWith("http://") || THIS_MACHINE.matcher(host).matches();
    return new PineconeSettings(host, apiKey, !plain, DEFAULT_TIMEOUT);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "PineconeSettings[" + host + ", tls=" + tls + "]";
  }
}
