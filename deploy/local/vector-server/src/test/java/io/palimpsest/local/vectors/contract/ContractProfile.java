package io.palimpsest.local.vectors.contract;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server with an empty folder and small vectors. */
public class ContractProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      return Map.of(
          "palimpsest.vectors.data-dir",
          Files.createTempDirectory(Path.of("target"), "contract").toString(),
          "palimpsest.vectors.dimension",
          Integer.toString(ContractTarget.DIMENSION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
