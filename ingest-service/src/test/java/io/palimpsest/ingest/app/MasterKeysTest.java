package io.palimpsest.ingest.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.ingest.key.KeyRecords;
import io.palimpsest.ingest.key.Master;
import io.palimpsest.local.kms.KmsServer;
import io.palimpsest.sealing.KmsKeys;
import io.palimpsest.sealing.MasterKey;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which master key wraps, by the configuration. */
class MasterKeysTest {
  private static final String KEYS = "palimpsest.ingest.sealing.master-keys";
  private static final String FILE = "palimpsest.ingest.sealing.master-key-file";
  private static final String FIRST = "aws-kms://" + KmsServer.KEY;
  private static final String SECOND = "aws-kms://" + KmsServer.OTHER;

  @TempDir Path folder;

  @Test
  void theFirstOfTheKmsWrapsWhetherThereIsAFileOrNot() throws Exception {
    Path file = folder.resolve("master.json");
    MasterKey.generate().write(file);

    assertThat(wrapping(Map.of(KEYS, FIRST + "," + SECOND))).isEqualTo(FIRST);
    assertThat(wrapping(Map.of(KEYS, SECOND, FILE, file.toString()))).isEqualTo(SECOND);
    assertThat(wrapping(Map.of(KEYS, "", FILE, file.toString())))
        .isEqualTo(MasterKey.read(file).current());
  }

  @Test
  void aUriOfNoKmsIsRefusedByItsSetting() {
    assertThatThrownBy(() -> wrapping(Map.of(KEYS, FIRST + ",vault://transit/key")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(KEYS + ": no KMS is known for vault://transit/key");
  }

  @Test
  void withoutAnyTheSettingsThatAreMissingAreNamed() {
    assertThatThrownBy(() -> wrapping(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(KEYS)
        .hasMessageContaining(FILE)
        .hasMessageContaining("palimpsest.ingest.sealing.enabled=false");
  }

  /** Name of the key that wraps; no store and no KMS is asked for it. */
  private static String wrapping(Map<String, String> values) {
    IngestConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(IngestConfig.class)
            .withDefaultValue("palimpsest.ingest.digest-key", "sixteen characters")
            .withDefaultValues(values)
            .build()
            .getConfigMapping(IngestConfig.class);
    try (MongoClient nowhere = MongoClients.create("mongodb://localhost:1")) {
      KeyRecords records = new KeyRecords(nowhere.getDatabase("none"));
      Master master = new Sealing().master(config, records, KmsKeys.known());
      return master.reload().current();
    }
  }
}
