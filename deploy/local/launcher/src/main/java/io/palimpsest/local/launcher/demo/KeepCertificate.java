package io.palimpsest.local.launcher.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Fetches what shows, without the product, that the creator was erased. */
final class KeepCertificate implements DemoStep {
  static final String CERTIFICATE = "certificate.tlog-proof";
  static final String POLICY = "log.policy";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 100;

  private final Path state;

  KeepCertificate(Path state) {
    this.state = state;
  }

  @Override
  public String title() {
    return "Fetch its certificate";
  }

  @Override
  public String run(Demo demo) throws Exception {
    long began = System.nanoTime();
    Files.write(state.resolve(CERTIFICATE), certificate(demo, began + PATIENCE.toNanos()));
    Files.write(
        state.resolve(POLICY),
        demo.api().bytes("/log/policy").orElseThrow(() -> new IllegalStateException("no policy")));
    return "a checkpoint covered it after %d ms"
        .formatted(Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** It is issued as soon as a checkpoint covers it. */
  private static byte[] certificate(Demo demo, long until) throws InterruptedException {
    String path = "/erasures/" + demo.erased() + "/certificate.tlog-proof";
    Optional<byte[]> file = demo.api().bytes(path);
    while (file.isEmpty() && System.nanoTime() < until) {
      Thread.sleep(PAUSE_MILLIS);
      file = demo.api().bytes(path);
    }
    return file.orElseThrow(() -> new IllegalStateException("there is no certificate yet"));
  }
}
