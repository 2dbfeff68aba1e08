package io.palimpsest.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.store.InboxEnd;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ingest's side of docs/api/internal.md, Readmission; the other side is RefusalsIT of erasure. */
class ErasureServiceTest {
  private HttpServer server;
  private int status;
  private String body = "";
  private String asked = "";
  private String token = "";

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void leaveIsA200OfThePathWithTheServicesTokenAndTheEndsOfTheInboxes() {
    status = 200;
    body =
        "{\"inbox_ends\":[{\"topic\":\"palimpsest.inbox.sources.v1\",\"partition\":2,\"offset\":7}]}";
    assertThat(leave().ask("er_5b0c2f9d11aa", "op 1"))
        .containsExactly(new InboxEnd("palimpsest.inbox.sources.v1", 2, 7));
    assertThat(asked).isEqualTo("POST /internal/erasures/er_5b0c2f9d11aa/readmission?by=op+1");
    assertThat(token).isEqualTo("Bearer a-service");
  }

  @Test
  void aRefusalKeepsItsCode() {
    status = 409;
    body = "{\"code\":\"readmission.not_confirmed\",\"detail\":\"the erasure is not confirmed\"}";
    assertThatThrownBy(() -> leave().ask("er_5b0c2f9d11aa", "op 1"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().code()).isEqualTo("readmission.not_confirmed");
              assertThat(refused.refusal().status()).isEqualTo(409);
            });
  }

  @Test
  void aFaultOrSilenceIsNoLeave() {
    status = 500;
    assertThatThrownBy(() -> leave().ask("er_5b0c2f9d11aa", "op 1"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().status()).isEqualTo(503));
    status = 204;
    assertThatThrownBy(() -> leave().ask("er_5b0c2f9d11aa", "op 1"))
        .isInstanceOf(RefusedException.class);
    server.stop(0);
    assertThatThrownBy(() -> leave().ask("er_5b0c2f9d11aa", "op 1"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("erasure.unavailable"));
  }

  @Test
  void leaveWithoutTheEndsIsNone() {
    status = 200;
    body = "{}";
    assertThatThrownBy(() -> leave().ask("er_5b0c2f9d11aa", "op 1"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.refusal().status()).isEqualTo(503));
    body = "{\"inbox_ends\":[]}";
    assertThatThrownBy(() -> leave().ask("er_5b0c2f9d11aa", "op 1"))
        .isInstanceOf(RefusedException.class);
  }

  private ErasureService leave() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    ErasureServiceConfig config =
        new ErasureServiceConfig() {
          @Override
          public URI url() {
            return address;
          }

          @Override
          public Optional<String> token() {
            return Optional.of("a-service");
          }
        };
    return new ErasureService(config, new ObjectMapper());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      token = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }
}
