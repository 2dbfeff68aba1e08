package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.AccessAction;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.topic.Topic;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The codec against a real registry. */
class EventCodecIT {
  private final EventCodec codec = RegistryEventCodec.connect(Stores.registry(), true);

  @Test
  void anEventThatOneProcessEncodesAnotherDecodes() {
    ScopeFenced fence = Samples.fence(Samples.UID);
    byte[] bytes = codec.encode(Topic.ERASURE_FENCES, fence);

    EventCodec other = RegistryEventCodec.connect(Stores.registry(), false);

    assertThat(other.decode(Topic.ERASURE_FENCES, ScopeFenced.class, bytes))
        .isEqualTo(new Decoded.Event<>(fence));
    assertThat(other.encode(Topic.ERASURE_FENCES, fence)).isEqualTo(bytes);
  }

  @Test
  void clientsOfOtherLanguagesFindTheSchemaByTheIdInTheBytes() throws Exception {
    byte[] bytes = codec.encode(Topic.ERASURE_FENCES, Samples.fence(Samples.UID));
    int id = ByteBuffer.wrap(bytes).getInt(1);

    HttpResponse<String> byId = confluent("/schemas/ids/" + id);
    HttpResponse<String> bySubject =
        confluent("/subjects/palimpsest.erasure.fences.v1-value/versions/latest");

    assertThat(byId.statusCode()).isEqualTo(200);
    assertThat(byId.body()).contains("ScopeFenced");
    assertThat(bySubject.statusCode()).isEqualTo(200);
    assertThat(bySubject.body()).contains("\"id\":" + id);
  }

  @Test
  void anUnknownIdIsUndecodable() {
    byte[] bytes = codec.encode(Topic.ERASURE_FENCES, Samples.fence(Samples.UID));
    ByteBuffer.wrap(bytes).putInt(1, Integer.MAX_VALUE);

    assertThat(codec.decode(Topic.ERASURE_FENCES, ScopeFenced.class, bytes))
        .isEqualTo(new Decoded.Undecodable<>("registry.unknown_schema"));
  }

  @Test
  void aRegistryThatLacksTheSchemaIsAnErrorOfTheOperator() {
    EventCodec strict = RegistryEventCodec.connect(Stores.registry(), false);
    AccessLogged event =
        new AccessLogged(
            Instant.EPOCH, "key", AccessAction.READ, "digest", true, null, 0, 0, 1L, "test");

    assertThatThrownBy(() -> strict.encode(Topic.INBOX_PORTFOLIO, event))
        .isInstanceOf(SchemaNotRegisteredException.class);
  }

  @Test
  void aRegistryThatIsDownIsNeverUndecodable() throws IOException {
    EventCodec cut = RegistryEventCodec.connect(URI.create("http://localhost:" + deadPort()), true);
    byte[] bytes = codec.encode(Topic.ERASURE_FENCES, Samples.fence(Samples.UID));

    assertThatThrownBy(() -> cut.decode(Topic.ERASURE_FENCES, ScopeFenced.class, bytes))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThatThrownBy(() -> cut.encode(Topic.ERASURE_FENCES, Samples.fence(Samples.UID)))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void aSchemaIsFoundByItsMeaningNotByItsSpelling() {
    byte[] bytes = codec.encode(Topic.ERASURE_FENCES, Samples.fence(Samples.UID));
    Schema respelt = new Schema.Parser().parse(ScopeFenced.getClassSchema().toString(true));

    assertThat(
            ApicurioRegistry.connect(Stores.registry())
                .idOf(Subjects.of(Topic.ERASURE_FENCES), respelt))
        .contains(ByteBuffer.wrap(bytes).getInt(1));
  }

  private static HttpResponse<String> confluent(String path) throws Exception {
    URI base = Stores.registry();
    URI uri = base.resolve("/apis/ccompat/v7" + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
