package io.palimpsest.local.vectors.control;

import io.palimpsest.local.vectors.index.VectorIndex;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An index that is served.
 *
 * @param server its own port; null for the one on the main port
 */
public record ServedIndex(Definition definition, VectorIndex index, @Nullable HttpServer server) {

  ServedIndex withDefinition(Definition changed) {
    return new ServedIndex(changed, index, server);
  }

  void close() throws IOException {
    if (server != null) {
      Ports.close(server);
    }
    index.close();
  }
}
