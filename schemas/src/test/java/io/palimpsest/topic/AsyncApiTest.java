package io.palimpsest.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
  @Test
  void theDocumentIsUpToDate() throws Exception {
    assertThat(AsyncApi.FILE).as("run AsyncApi.main in schemas to write it").exists();
    assertThat(Files.readString(AsyncApi.FILE)).isEqualTo(AsyncApi.document());
  }

  @Test
  void everyTopicIsAChannel() throws Exception {
    String document = AsyncApi.document();

    for (Topic topic : Topic.values()) {
      assertThat(document).contains("address: " + topic.topicName() + "\n");
    }
  }
}
