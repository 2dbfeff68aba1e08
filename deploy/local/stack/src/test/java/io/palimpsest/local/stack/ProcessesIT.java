package io.palimpsest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesIT {

  @TempDir Path state;

  @Test
  void whenTheParentIsKilledItsChildrenEnd() throws Exception {
    Process parent = startParent(state);
    ProcessHandle child = ProcessHandle.of(pidPrintedBy(parent)).orElseThrow();
    assertThat(child.isAlive()).isTrue();

    parent.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(90)).until(() -> !child.isAlive());
  }

  @Test
  void aConfiguredPortThatIsBusyIsReported() throws Exception {
    try (ServerSocket owner = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalStack stack =
          LocalStack.in(state).with(Part.DOCUMENTS).port(Part.DOCUMENTS, owner.getLocalPort());

      assertThatThrownBy(stack::start)
          .isInstanceOf(PortBusyException.class)
          .hasMessage(
              "port %d, which documents is to use, is in use by another process",
              owner.getLocalPort());
    }
  }

  @Test
  void aPartThatEndsWhileItStartsIsReportedWithItsLastLines() {
    LocalStack stack =
        LocalStack.in(state)
            .with(Part.DOCUMENTS)
            .jvmArguments(Part.DOCUMENTS, "-XX:NoSuchSwitchAsThis");

    assertThatThrownBy(stack::start)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("documents (process ")
        .hasMessageContaining("ended with code 1")
        .hasMessageContaining("NoSuchSwitchAsThis");
  }

  @Test
  void aPartThatDiesLaterIsReported() throws Exception {
    BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    try (RunningStack stack =
        LocalStack.in(state).with(Part.DOCUMENTS).onUnexpectedEnd(reports::add).start()) {
      ProcessHandle.of(stack.process(Part.DOCUMENTS).pid()).orElseThrow().destroyForcibly();

      await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(reports).hasSize(1));
      assertThat(reports.element()).startsWith("documents (process ").contains("listening on port");
    }
  }

  @Test
  void aPartThatIsEndedOnPurposeIsNotReported() throws Exception {
    BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    try (RunningStack stack =
        LocalStack.in(state).with(Part.DOCUMENTS).onUnexpectedEnd(reports::add).start()) {
      stack.process(Part.DOCUMENTS).restart();
      stack.process(Part.DOCUMENTS).kill();
    }
    assertThat(reports).isEmpty();
  }

  @Test
  void aPartThatHadEndedRunsAgainWhenItIsAskedForAgain() throws Exception {
    try (RunningStack stack = LocalStack.in(state).with(Part.DOCUMENTS).start()) {
      PartProcess documents = stack.process(Part.DOCUMENTS);
      documents.end();
      assertThat(documents.isAlive()).isFalse();

      stack.add(Part.DOCUMENTS);

      assertThat(stack.process(Part.DOCUMENTS)).isSameAs(documents);
      assertThat(documents.isAlive()).isTrue();
    }
  }

  @Test
  void aStoppedPartAcceptsConnectionsAndAnswersOnlyWhenItGoesOn() throws Exception {
    try (RunningStack stack = LocalStack.in(state).with(Part.REGISTRY).start()) {
      PartProcess registry = stack.process(Part.REGISTRY);
      Readiness health = new Readiness.Http(URI.create(stack.registryUrl() + "/system/info"));
      assertThat(health.isReady(state, 0)).isTrue();

      registry.stop();
      assertThat(connects(registry.port())).isTrue();
      assertThat(health.isReady(state, 0)).isFalse();
      registry.cont();

      await().atMost(Duration.ofSeconds(90)).until(() -> health.isReady(state, 0));
    }
  }

  private static boolean connects(int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (SocketChannel channel = SocketChannel.open(address)) {
      return channel.isConnected();
    }
  }

  private static Process startParent(Path state) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-D" + Checkout.PROPERTY + "=" + Checkout.find().root(),
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName(),
            state.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static long pidPrintedBy(Process parent) throws IOException {
    BufferedReader output = parent.inputReader();
    String line = output.readLine();
    while (line != null && !line.startsWith("pid ")) {
      line = output.readLine();
    }
    assertThat(line).isNotNull();
    return Long.parseLong(line.substring("pid ".length()));
  }

  /** Starts one part and waits to be killed. */
  static final class Parent {
    public static void main(String[] args) throws InterruptedException {
      RunningStack stack = LocalStack.in(Path.of(args[0])).with(Part.DOCUMENTS).start();
      System.out.println("pid " + stack.process(Part.DOCUMENTS).pid());
      Thread.currentThread().join();
    }
  }
}
