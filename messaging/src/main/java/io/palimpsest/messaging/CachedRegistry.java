package io.palimpsest.messaging;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Remembers what a registry answered. Ids and schemas never change; that something is missing may,
 * and is asked again.
 */
final class CachedRegistry implements SchemaRegistry {
  private record Registration(String subject, Schema schema) {}

  private final SchemaRegistry registry;
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  CachedRegistry(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<Integer> idOf(String subject, Schema schema) {
    Registration key = new Registration(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Integer> found = registry.idOf(subject, schema);
    found.ifPresent(id -> ids.put(key, id));
    return found;
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration key = new Registration(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = registry.register(subject, schema);
    ids.put(key, id);
    return id;
  }

  @Override
  public Optional<Schema> byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Schema> found = registry.byId(id);
    found.ifPresent(schema -> schemas.put(id, schema));
    return found;
  }
}
