package io.palimpsest.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** MongoDB wire server on H2. */
final class DocumentsRecipe implements Recipe {

  private static final String MODULE = "deploy/local/documents";
  private static final int HEAP_MEGABYTES = 384;

  @Override
  public Launch launch(Setting setting) throws IOException {
    Files.createDirectories(setting.data());
    return new Launch(
        List.of(
            setting.leash(),
            setting.checkout().built(MODULE, "target/classes").toString(),
            setting.checkout().built(MODULE, "target/lib") + "/*"),
        "io.palimpsest.local.documents.DocumentServer",
        List.of(Integer.toString(setting.port()), setting.data().toString()),
        Jvm.server(HEAP_MEGABYTES),
        Map.of(),
        setting.data(),
        new Readiness.Tcp(setting.port()));
  }
}
