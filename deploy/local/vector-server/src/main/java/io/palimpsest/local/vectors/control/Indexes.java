package io.palimpsest.local.vectors.control;

import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.CallHandler;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.index.VectorIndex;
import io.palimpsest.local.vectors.index.Visibility;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All indexes of the server. A call goes to the index whose port it came in by. */
public final class Indexes implements CallHandler, AutoCloseable {
  private final IndexFolder folder;
  private final IndexSettings settings;
  private final Visibility visibility;
  private final ConcurrentSkipListMap<String, ServedIndex> byName = new ConcurrentSkipListMap<>();
  private final Map<Integer, String> byPort = new ConcurrentHashMap<>();
  private final String mainName;
  private @Nullable Ports ports;

  private Indexes(
      IndexFolder folder, String mainName, IndexSettings settings, Visibility visibility) {
    this.folder = folder;
    this.mainName = mainName;
    this.settings = settings;
    this.visibility = visibility;
  }

  /**
   * Opens the index of the main port, and makes it when it is not there.
   *
   * @param main what it is to be; one that is there keeps its dimension and metric
   */
  public static Indexes open(
      Path root, Definition main, IndexSettings settings, Visibility visibility)
      throws IOException {
    Indexes indexes = new Indexes(new IndexFolder(root), main.name(), settings, visibility);
    Definition present =
        indexes.folder.definitions().stream()
            .filter(definition -> definition.name().equals(main.name()))
            .findFirst()
            .map(found -> found.embedding(main.embedding()))
            .orElse(main);
    if (!present.spec().equals(main.spec())) {
      throw new IllegalStateException(
          "index %s is there as %s, but %s is configured"
              .formatted(main.name(), present.spec(), main.spec()));
    }
    indexes.folder.write(present);
    indexes.add(present, null);
    return indexes;
  }

  /** Serves the other indexes that are there, each on a port of its own. Blocks. */
  public synchronized void serveOthers(Ports theirs) throws IOException {
    ports = theirs;
    for (Definition definition : folder.definitions()) {
      if (!byName.containsKey(definition.name())) {
        serve(definition, theirs);
      }
    }
  }

  @Override
  public CompletionStage<Reply> handle(Call call) {
    return at(call.port()).index().handle(call);
  }

  /** The index that is addressed by the port. */
  public ServedIndex at(int port) {
    return get(byPort.getOrDefault(port, mainName));
  }

  Collection<ServedIndex> all() {
    return byName.values();
  }

  ServedIndex get(String name) {
    ServedIndex index = byName.get(name);
    if (index == null) {
      throw new Refusal(Reason.NOT_FOUND, "Resource %s not found".formatted(name));
    }
    return index;
  }

  synchronized ServedIndex create(Definition definition) throws IOException {
    if (byName.containsKey(definition.name())) {
      throw new Refusal(Reason.EXISTS, "Resource already exists");
    }
    Ports open = ports;
    if (open == null) {
      throw new Refusal(Reason.UNAVAILABLE, "The server is still starting");
    }
    folder.delete(definition.name());
    return serve(definition.onPort(0), open);
  }

  synchronized ServedIndex configure(String name, UnaryOperator<Definition> change)
      throws IOException {
    ServedIndex present = get(name);
    ServedIndex changed = present.withDefinition(change.apply(present.definition()));
    folder.write(changed.definition());
    byName.put(name, changed);
    return changed;
  }

  synchronized void delete(String name) throws IOException {
    ServedIndex index = get(name);
    if (index.definition().deletionProtected()) {
      throw new Refusal(Reason.FORBIDDEN, "Deletion protection is enabled for this index");
    }
    if (name.equals(mainName)) {
      throw new Refusal(Reason.FORBIDDEN, "The index of the main port cannot be deleted");
    }
    byName.remove(name);
    byPort.values().remove(name);
    index.close();
    folder.delete(name);
  }

  @Override
  public synchronized void close() throws IOException {
    for (ServedIndex index : byName.values()) {
      index.close();
    }
    byName.clear();
  }

  private ServedIndex serve(Definition definition, Ports open) throws IOException {
    HttpServer server = open.open(definition.port());
    Definition placed = definition.onPort(server.actualPort());
    folder.write(placed);
    ServedIndex served = add(placed, server);
    byPort.put(server.actualPort(), placed.name());
    return served;
  }

  private ServedIndex add(Definition definition, @Nullable HttpServer server) throws IOException {
    VectorIndex index =
        VectorIndex.open(folder.of(definition.name()), definition.spec(), settings, visibility);
    ServedIndex served = new ServedIndex(definition, index, server);
    byName.put(definition.name(), served);
    return served;
  }
}
