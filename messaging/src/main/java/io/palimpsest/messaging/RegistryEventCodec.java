package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/** Codec whose schema ids come from a registry; each id is asked for once. */
public final class RegistryEventCodec implements EventCodec {
  private final SchemaRegistry registry;
  private final boolean autoRegister;

  RegistryEventCodec(SchemaRegistry registry, boolean autoRegister) {
    this.registry = registry;
    this.autoRegister = autoRegister;
  }

  /**
   * A codec over the registry at the address; nothing is asked of it before the first event.
   *
   * @param registryUrl base of the registry's core API, such as {@code
   *     http://localhost:8080/apis/registry/v3}
   * @param autoRegister true: a schema that the registry lacks is registered (development only)
   */
  public static RegistryEventCodec connect(URI registryUrl, boolean autoRegister) {
    return new RegistryEventCodec(
        new CachedRegistry(ApicurioRegistry.connect(registryUrl)), autoRegister);
  }

  @Override
  public byte[] encode(AnyTopic topic, SpecificRecord value) {
    String subject = Subjects.of(topic);
    int id =
        autoRegister
            ? registry.register(subject, value.getSchema())
            : registry
                .idOf(subject, value.getSchema())
                .orElseThrow(() -> new SchemaNotRegisteredException(subject));
    try {
      return WireFormat.frame(id, AvroBinary.write(value));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public <T extends SpecificRecord> Decoded<T> decode(AnyTopic topic, Class<T> type, byte[] value) {
    return decode(
        AvroBinary.schema(type),
        value,
        writer -> AvroBinary.read(writer, type, value, WireFormat.HEADER));
  }

  @Override
  public Decoded<GenericRecord> decode(AnyTopic topic, Schema part, byte[] value) {
    return decode(
        part, value, writer -> AvroBinary.readPart(writer, part, value, WireFormat.HEADER));
  }

  private <T> Decoded<T> decode(Schema reader, byte[] value, Function<Schema, Optional<T>> read) {
    if (value.length < WireFormat.HEADER) {
      return new Decoded.Undecodable<>("wire.too_short");
    }
    if (value[0] != WireFormat.MAGIC) {
      return new Decoded.Undecodable<>("wire.magic_byte");
    }
    Optional<Schema> writer = registry.byId(WireFormat.schemaId(value));
    if (writer.isEmpty()) {
      return new Decoded.Undecodable<>("registry.unknown_schema");
    }
    if (!writer.get().getFullName().equals(reader.getFullName())) {
      return new Decoded.Undecodable<>("avro.wrong_type");
    }
    return read.apply(writer.get())
        .<Decoded<T>>map(Decoded.Event::new)
        .orElseGet(() -> new Decoded.Undecodable<>("avro.malformed"));
  }
}
