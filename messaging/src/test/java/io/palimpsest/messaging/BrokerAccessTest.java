package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAccessTest {
  private static final String SECRET = "ScramLoginModule required password=\"correct horse\";";

  @TempDir Path folder;

  @Test
  void everyClientIsToldTheFilesSettings() throws IOException {
    BrokerAccess access = read("security.protocol=SASL_SSL\nsasl.jaas.config=" + SECRET);

    Map<String, Object> client = KafkaSettings.of("broker:9093", access, "ingest").client("one");

    assertThat(client)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", SECRET)
        .containsEntry("bootstrap.servers", "broker:9093")
        .containsEntry("client.id", "one");
    KafkaSettings settings = KafkaSettings.of("broker:9093", access, "ingest");
    assertThat(ClientConfigs.producer(settings)).containsEntry("sasl.jaas.config", SECRET);
    assertThat(ClientConfigs.consumer(settings)).containsEntry("sasl.jaas.config", SECRET);
    assertThat(ClientConfigs.admin(settings)).containsEntry("sasl.jaas.config", SECRET);
  }

  @Test
  void secretsAreNotPrinted() throws IOException {
    BrokerAccess access = read("sasl.jaas.config=" + SECRET);

    assertThat(KafkaSettings.of("broker:9093", access, "ingest").toString())
        .contains("sasl.jaas.config")
        .doesNotContain("correct horse");
  }

  @Test
  void whatIsNeitherSaslNorTlsIsRefused() {
    assertThatThrownBy(() -> read("acks=0\nsasl.jaas.config=" + SECRET))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("acks")
        .hasMessageNotContaining("correct horse");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> BrokerAccess.read(folder.resolve("none")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("none");
  }

  private BrokerAccess read(String content) throws IOException {
    return BrokerAccess.read(Files.writeString(folder.resolve("access.properties"), content));
  }
}
