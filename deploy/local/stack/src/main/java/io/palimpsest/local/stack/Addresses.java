package io.palimpsest.local.stack;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of one stack listen.
 *
 * @param ports of the parts that the stack has
 * @param externalMongo address of a MongoDB that is used in place of the embedded one, if any
 */
record Addresses(Map<Part, Integer> ports, @Nullable String externalMongo) {

  private static final String LOOPBACK = "127.0.0.1:";

  Addresses {
    ports = Map.copyOf(ports);
  }

  /** The same with more parts. */
  Addresses with(Map<Part, Integer> further) {
    Map<Part, Integer> more = new EnumMap<>(Part.class);
    more.putAll(ports);
    more.putAll(further);
    return new Addresses(more, externalMongo);
  }

  Optional<String> bootstrapServers() {
    return hostAndPort(Part.BROKER);
  }

  /** Where the broker asks for a user. */
  Optional<String> guardedBootstrapServers() {
    return port(Part.BROKER).map(port -> LOOPBACK + BrokerRecipe.guarded(port));
  }

  Optional<String> registryUrl() {
    return url(Part.REGISTRY).map(url -> url + "/apis/registry/v3");
  }

  /** With {@code retryWrites=false} for the embedded server, which has no sessions. */
  Optional<String> mongoUri(String database) {
    if (externalMongo != null) {
      return Optional.of(MongoAddress.parse(externalMongo).database(database));
    }
    return hostAndPort(Part.DOCUMENTS)
        .map(address -> "mongodb://%s/%s?retryWrites=false".formatted(address, database));
  }

  /** Host and port without scheme, as the vendor's SDK takes them. */
  Optional<String> vectorsHost() {
    return port(Part.VECTORS).map(port -> "localhost:" + port);
  }

  Optional<String> url(Part part) {
    return hostAndPort(part).map(address -> "http://" + address);
  }

  /** What there is, by name, without passwords. */
  Map<String, String> book() {
    Map<String, String> book = new TreeMap<>();
    url(Part.GATEWAY).ifPresent(it -> book.put("gateway", it));
    url(Part.INGEST).ifPresent(it -> book.put("ingest", it));
    bootstrapServers().ifPresent(it -> book.put("bootstrap-servers", it));
    registryUrl().ifPresent(it -> book.put("registry", it));
    vectorsHost().ifPresent(it -> book.put("vectors", it));
    mongoUri("ingest").ifPresent(it -> book.put("mongo", MongoAddress.withoutPassword(it)));
    return book;
  }

  private Optional<String> hostAndPort(Part part) {
    return port(part).map(port -> LOOPBACK + port);
  }

  private Optional<Integer> port(Part part) {
    return Optional.ofNullable(ports.get(part));
  }
}
