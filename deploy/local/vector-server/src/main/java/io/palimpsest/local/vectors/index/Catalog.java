package io.palimpsest.local.vectors.index;

import io.pinecone.proto.MetadataSchema;
import io.pinecone.proto.NamespaceDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The namespaces of an index by name. Folders are numbered; a number is never used twice. */
final class Catalog {
  private final Path root;
  private final IndexSpec spec;
  private final LongSupplier keepNanos;
  private final ConcurrentSkipListMap<String, Namespace> byName = new ConcurrentSkipListMap<>();
  private final Departed departed = new Departed();
  private final AtomicLong lastFolder = new AtomicLong();

  Catalog(Path root, IndexSpec spec, LongSupplier keepNanos) throws IOException {
    this.root = Files.createDirectories(root);
    this.spec = spec;
    this.keepNanos = keepNanos;
  }

  /** Reads what was committed. A folder without a commit holds nothing that the log has not. */
  void load() throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.sorted().toList()) {
        load(folder);
      }
    }
  }

  private void load(Path folder) throws IOException {
    long number = Long.parseLong(folder.getFileName().toString(), 16);
    lastFolder.accumulateAndGet(number, Math::max);
    CommitData data = CommitData.read(folder);
    if (data == null) {
      Folders.delete(folder);
    } else {
      Namespace older = byName.put(data.name(), Namespace.found(folder, spec, keepNanos, data));
      if (older != null) {
        // It was dropped, or there would be no newer one: only its files were left.
        Folders.delete(older.folder());
      }
    }
  }

  @Nullable Namespace find(String name) {
    return byName.get(name);
  }

  /** The namespace of that name, made if need be. */
  Namespace obtain(String name) {
    return byName.computeIfAbsent(name, n -> make(n, MetadataSchema.getDefaultInstance()));
  }

  /** Makes a namespace; null when there is one of that name. */
  @Nullable Namespace create(String name, MetadataSchema schema) {
    Namespace made = make(name, schema);
    return byName.putIfAbsent(name, made) == null ? made : null;
  }

  /**
   * Ends the namespace; delayed readers go on seeing it for a while. Its files go later, with
   * {@link #deleteDeparted}: the log has to say until then that it was dropped.
   */
  void drop(Namespace namespace) throws IOException {
    departed.add(namespace, namespace.drop());
    byName.remove(namespace.name(), namespace);
  }

  /** Deletes the files of all namespaces that were dropped. By one thread at a time. */
  void deleteDeparted() throws IOException {
    departed.deleteFiles();
  }

  /** Lets go of dropped namespaces that no reader can see any more. */
  void forgetDeparted() throws IOException {
    departed.forget(keepNanos.getAsLong());
  }

  /** What a reader sees of the name; null when there is nothing for it. */
  @Nullable View view(String name, long delayNanos) throws IOException {
    Namespace namespace = byName.get(name);
    View view = namespace == null ? null : namespace.view(delayNanos);
    return view == null && delayNanos > 0 ? departed.view(name, delayNanos) : view;
  }

  /** What a reader is told of the name; null when it sees no such namespace. */
  @Nullable NamespaceDescription describe(String name, long delayNanos) throws IOException {
    Namespace namespace = byName.get(name);
    OptionalLong records = namespace == null ? OptionalLong.empty() : namespace.records(delayNanos);
    return namespace != null && records.isPresent()
        ? Descriptions.of(namespace, records.getAsLong())
        : departed.describe(name, delayNanos);
  }

  /** Every name that any reader may see. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(byName.keySet());
    names.addAll(departed.names());
    return names;
  }

  Collection<Namespace> all() {
    return byName.values();
  }

  List<Namespace> open() {
    return byName.values().stream().filter(Namespace::isOpen).toList();
  }

  private Namespace make(String name, MetadataSchema schema) {
    Path folder = root.resolve("%012x".formatted(lastFolder.incrementAndGet()));
    return Namespace.created(name, schema, folder, spec, keepNanos);
  }
}
