package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.topic.Topic;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private final MemoryRegistry registry = new MemoryRegistry();
  private final EventCodec codec = new RegistryEventCodec(registry, true);

  @Test
  void wireFormatIsPinnedByteByByte() {
    byte[] bytes = codec.encode(Topic.ERASURE_FENCES, Samples.fence(Samples.UID));

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "00" // magic byte
                + "00000001" // id of the schema, big-endian
                + "48" // 36 characters
                + HexFormat.of().formatHex(Samples.UID.toString().getBytes())
                + "08" // fifth symbol
                + "1e"
                + HexFormat.of().formatHex("er_5b0c2f9d11aa".getBytes())
                + "80a0d5edee66"); // milliseconds, zig-zag
  }

  @Test
  void decodingIsTheInverseOfEncoding() {
    TenantChanged event = Samples.organization();

    Decoded<TenantChanged> decoded =
        codec.decode(Topic.TENANTS, TenantChanged.class, codec.encode(Topic.TENANTS, event));

    assertThat(decoded).isEqualTo(new Decoded.Event<>(event));
  }

  @Test
  void aPartIsReadWithoutTheRest() {
    byte[] bytes = codec.encode(Topic.TENANTS, Samples.organization());

    assertThat(codec.decode(Topic.TENANTS, part(), bytes))
        .isInstanceOfSatisfying(
            Decoded.Event.class,
            event -> assertThat(event.value()).hasToString("{\"slug\": \"acme\"}"));
  }

  @Test
  void aPartOfWhatIsNoEventIsUndecodable() {
    byte[] bytes = codec.encode(Topic.TENANTS, Samples.organization());
    for (int length = 0; length < bytes.length; length++) {
      assertThat(codec.decode(Topic.TENANTS, part(), Arrays.copyOf(bytes, length)))
          .isInstanceOf(Decoded.Undecodable.class);
    }
    assertThat(codec.decode(Topic.TENANTS, part(), encoded()))
        .isEqualTo(new Decoded.Undecodable<>("avro.wrong_type"));
  }

  @Test
  void anotherMagicByteIsUndecodable() {
    byte[] bytes = encoded();
    bytes[0] = 1;

    assertThat(reason(bytes)).isEqualTo("wire.magic_byte");
  }

  @Test
  void everyTruncationIsUndecodable() {
    byte[] bytes = encoded();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(reason(Arrays.copyOf(bytes, length)))
          .isEqualTo(length < 5 ? "wire.too_short" : "avro.malformed");
    }
  }

  @Test
  void bytesBehindTheEventAreUndecodable() {
    byte[] bytes = encoded();

    assertThat(reason(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo("avro.malformed");
  }

  @Test
  void anIdThatTheRegistryDoesNotKnowIsUndecodable() {
    byte[] bytes = encoded();
    ByteBuffer.wrap(bytes).putInt(1, 4711);

    assertThat(reason(bytes)).isEqualTo("registry.unknown_schema");
  }

  @Test
  void anEventOfAnotherTypeIsUndecodable() {
    byte[] other = codec.encode(Topic.TENANTS, Samples.organization());

    assertThat(reason(other)).isEqualTo("avro.wrong_type");
  }

  @Test
  void aSchemaOfTheSameNameThatDoesNotFitIsUndecodable() {
    Schema stranger =
        SchemaBuilder.record("ScopeFenced")
            .namespace("io.palimpsest.event")
            .fields()
            .requiredInt("something")
            .endRecord();
    int id = registry.register("elsewhere", stranger);

    assertThat(reason(WireFormat.frame(id, new byte[] {2}))).isEqualTo("avro.malformed");
  }

  @Test
  void aLengthThatNoRecordCanHaveIsRefusedWithoutAllocatingIt() {
    byte[] hugeString = WireFormat.frame(schemaId(), HexFormat.of().parseHex("feffffff0f"));

    assertThat(reason(hugeString)).isEqualTo("avro.malformed");
  }

  @Property(tries = 20_000)
  void noMutationOfAnEventIsEverAnException(
      @ForAll @Size(max = 6) int @Size(min = 1, max = 6) [] positions, @ForAll byte noise) {
    byte[] bytes = encoded();
    for (int position : positions) {
      bytes[Math.floorMod(position, bytes.length)] ^= noise;
    }

    assertThat(codec.decode(Topic.ERASURE_FENCES, ScopeFenced.class, bytes)).isNotNull();
  }

  @Property(tries = 20_000)
  void noBytesUnderAKnownIdAreEverAnException(
      @ForAll @Size(max = 300) byte[] payload, @ForAll @IntRange(min = 0, max = 1) int which) {
    int fences = schemaId();
    int tenants = registry.register("t", TenantChanged.getClassSchema());
    if (which == 0) {
      assertThat(
              codec.decode(
                  Topic.ERASURE_FENCES, ScopeFenced.class, WireFormat.frame(fences, payload)))
          .isNotNull();
    } else {
      assertThat(
              codec.decode(Topic.TENANTS, TenantChanged.class, WireFormat.frame(tenants, payload)))
          .isNotNull();
    }
  }

  @Property(tries = 20_000)
  void noBytesAreEverAnExceptionWhenAPartIsRead(@ForAll @Size(max = 300) byte[] payload) {
    int tenants = registry.register("t", TenantChanged.getClassSchema());

    assertThat(codec.decode(Topic.TENANTS, part(), WireFormat.frame(tenants, payload))).isNotNull();
  }

  @Test
  void aSchemaThatIsNotRegisteredIsSaidSo() {
    EventCodec strict = new RegistryEventCodec(new MemoryRegistry(), false);

    assertThatThrownBy(() -> strict.encode(Topic.TENANTS, Samples.organization()))
        .isInstanceOf(SchemaNotRegisteredException.class)
        .hasMessageContaining("palimpsest.tenants.v1-value")
        .hasMessageContaining("palimpsest topics apply");
  }

  private static Schema part() {
    return SchemaBuilder.record("TenantChanged")
        .namespace("io.palimpsest.event")
        .fields()
        .name("slug")
        .type(TenantChanged.getClassSchema().getField("slug").schema())
        .noDefault()
        .endRecord();
  }

  private byte[] encoded() {
    return codec.encode(Topic.ERASURE_FENCES, Samples.fence(Samples.UID));
  }

  private int schemaId() {
    return registry.register(Subjects.of(Topic.ERASURE_FENCES), ScopeFenced.getClassSchema());
  }

  private String reason(byte[] bytes) {
    return switch (codec.decode(Topic.ERASURE_FENCES, ScopeFenced.class, bytes)) {
      case Decoded.Event<ScopeFenced> event -> "decoded";
      case Decoded.Undecodable<ScopeFenced> undecodable -> undecodable.reason();
    };
  }
}
