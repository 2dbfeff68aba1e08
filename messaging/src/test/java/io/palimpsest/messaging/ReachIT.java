package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void whatDoesNotAnswerIsNamedAndNothingWhileBothDo() throws Exception {
    try (RunningStack stack =
            LocalStack.in(folder)
                .with(Part.BROKER, Part.REGISTRY)
                .onUnexpectedEnd(message -> {})
                .start();
        Reach reach =
            Reach.of(
                KafkaSettings.of(stack.bootstrapServers(), "test"),
                URI.create(stack.registryUrl()))) {
      await().atMost(LONG).until(() -> reach.obstacle().isEmpty());

      stack.process(Part.REGISTRY).stop();
      assertThat(reach.obstacle()).hasValue("registry: HttpTimeoutException");
      stack.process(Part.REGISTRY).cont();
      await().atMost(LONG).until(() -> reach.obstacle().isEmpty());

      stack.process(Part.BROKER).stop();
      assertThat(reach.obstacle()).hasValue("broker: TimeoutException");
      stack.process(Part.BROKER).cont();
      await().atMost(LONG).until(() -> reach.obstacle().isEmpty());

      stack.process(Part.REGISTRY).kill();
      assertThat(reach.obstacle()).hasValue("registry: ConnectException");
    }
  }
}
