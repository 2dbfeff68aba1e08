package io.palimpsest.messaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

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
    try {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
      T value = new SpecificDatumReader<T>(writer, schema(type), model(type)).read(null, decoder);
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
