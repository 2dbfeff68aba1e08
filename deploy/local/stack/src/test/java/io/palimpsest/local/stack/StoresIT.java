package io.palimpsest.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresIT {

  private static final Part[] STORES = {Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS};

  @Test
  void allStoresStartSideBySideAnswerAndLeaveNoProcess(@TempDir Path state) throws Exception {
    long begin = System.nanoTime();
    List<ProcessHandle> processes;
    try (RunningStack stack = LocalStack.in(state).with(STORES).start()) {
      System.out.printf("stores ready after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
      processes = handles(stack);

      assertThat(processes).hasSize(4).allMatch(ProcessHandle::isAlive);
      assertThat(status(stack.registryUrl() + "/system/info")).isEqualTo(200);
      assertThat(accepts(stack.bootstrapServers())).isTrue();
      assertThat(accepts(stack.vectorsHost())).isTrue();
      assertThat(stack.mongoUri("ingest")).endsWith("/ingest?retryWrites=false");
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aStoreThatWasKilledStartsAgainOnItsPortAndData(@TempDir Path state) throws Exception {
    try (RunningStack stack = LocalStack.in(state).with(Part.BROKER, Part.DOCUMENTS).start()) {
      String before = stack.bootstrapServers();
      for (PartProcess process : stack.processes()) {
        process.kill();
        assertThat(process.isAlive()).isFalse();
        process.start();
        assertThat(process.isAlive()).isTrue();
      }
      assertThat(stack.bootstrapServers()).isEqualTo(before);
      assertThat(accepts(before)).isTrue();
    }
  }

  private static List<ProcessHandle> handles(RunningStack stack) {
    return stack.processes().stream()
        .map(process -> ProcessHandle.of(process.pid()).orElseThrow())
        .toList();
  }

  private static int status(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static boolean accepts(String hostAndPort) throws IOException {
    int port = Integer.parseInt(hostAndPort.substring(hostAndPort.indexOf(':') + 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }
}
