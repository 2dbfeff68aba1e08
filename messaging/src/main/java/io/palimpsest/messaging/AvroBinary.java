package io.palimpsest.messaging;

import io.palimpsest.avro.AvroLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Avro binary without any frame. Refuses lengths that no record of a broker can have. */
final class AvroBinary {
  static {
    AvroLimits.apply();
  }

  private static final ClassValue<SpecificData> MODELS =
      new ClassValue<>() {
        @Override
        protected SpecificData computeValue(Class<?> type) {
          SpecificData model = new SpecificData(type.getClassLoader());
          SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
          return model;
        }
      };

  /** How values are read; as many as there are schemas in the registry. */
  private record Reading(Schema writer, Schema reader, GenericData model) {}

  /** Resolving two schemas takes ten times as long as reading a small event. */
  private static final Map<Reading, DatumReader<?>> READERS = new ConcurrentHashMap<>();

  private AvroBinary() {}

  static byte[] write(SpecificRecord value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new SpecificDatumWriter<SpecificRecord>(value.getSchema(), model(value.getClass()))
        .write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  /** The record, or empty when the bytes from the offset to the end are not exactly one. */
  static <T extends SpecificRecord> Optional<T> read(
      Schema writer, Class<T> type, byte[] bytes, int offset) {
    return read(new Reading(writer, schema(type), model(type)), bytes, offset);
  }

  /** Some fields of the record, or empty when the bytes are not exactly one. */
  static Optional<GenericRecord> readPart(Schema writer, Schema part, byte[] bytes, int offset) {
    return read(new Reading(writer, part, GenericData.get()), bytes, offset);
  }

  private static <T> Optional<T> read(Reading reading, byte[] bytes, int offset) {
    try {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
      T value = AvroBinary.<T>reader(reading).read(null, decoder);
      return decoder.isEnd() ? Optional.of(value) : Optional.empty();
    } catch (IOException
        | AvroRuntimeException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | ArithmeticException
        | UnsupportedOperationException malformed) {
      return Optional.empty();
    }
  }

  /** Avro's readers of this kind hold no state between two values; whoever finds one shares it. */
  @SuppressWarnings("unchecked") // a reading makes values of one type
  private static <T> DatumReader<T> reader(Reading reading) throws IOException {
    @Nullable DatumReader<?> known = READERS.get(reading);
    if (known == null) {
      known =
          reading
              .model()
              .getFastReaderBuilder()
              .createDatumReader(reading.writer(), reading.reader());
      READERS.put(reading, known);
    }
    return (DatumReader<T>) known;
  }

  /** Schema that a generated class was made from. */
  static Schema schema(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  /**
   * The model of a generated class, which finds further classes with that class's own loader: one
   * that asks the thread would find them twice where an application server loads them twice. Kept
   * for each class, because making one looks through every jar for conversions.
   */
  private static SpecificData model(Class<?> type) {
    return MODELS.get(type);
  }
}
