package io.palimpsest.sealing;

import io.palimpsest.avro.AvroLimits;
import io.palimpsest.event.SealedState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * States of entities as change events carry them. What is sealed is Avro's single-object encoding,
 * which names the writer's schema; the uid of the entity is the associated data, so that a sealed
 * state opens nowhere but in the entity that it belongs to.
 */
public final class SealedStates {
  private static final int KEY_VERSION = 1;

  static {
    AvroLimits.apply();
  }

  private SealedStates() {}

  /** The state, sealed under the key of its entity. */
  public static SealedState seal(UUID entity, SpecificRecord state, DataKey key) {
    return SealedState.newBuilder()
        .setKeyUid(entity)
        .setKeyVersion(KEY_VERSION)
        .setAlgorithm(DataKey.ALGORITHM)
        .setCiphertext(ByteBuffer.wrap(key.seal(bytes(state), entity.toString())))
        .build();
  }

  /**
   * The state, opened.
   *
   * @throws BrokenSealException when the key is not the one that sealed it, or it is no such state
   */
  public static <T extends SpecificRecord> T open(SealedState sealed, Class<T> type, DataKey key) {
    ByteBuffer ciphertext = sealed.getCiphertext();
    byte[] bytes = new byte[ciphertext.remaining()];
    ciphertext.duplicate().get(bytes);
    byte[] plain = key.open(bytes, sealed.getKeyUid().toString());
    try {
      return new BinaryMessageDecoder<T>(model(type), SpecificData.get().getSchema(type))
          .decode(plain);
    } catch (IOException | AvroRuntimeException malformed) {
      throw new BrokenSealException(malformed);
    }
  }

  private static byte[] bytes(SpecificRecord state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new BinaryMessageEncoder<SpecificRecord>(model(state.getClass()), state.getSchema())
          .encode(state, bytes);
    } catch (IOException impossible) {
      throw new IllegalStateException("memory takes every byte", impossible);
    }
    return bytes.toByteArray();
  }

  /** Finds classes with the loader of the generated one, whichever loaded Avro itself. */
  private static SpecificData model(Class<?> type) {
    return new SpecificData(type.getClassLoader());
  }
}
