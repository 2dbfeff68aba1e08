package io.palimpsest.reembed.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.event.Change;
import io.palimpsest.event.ContentReference;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SealedState;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.SourceState;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Records that no service of ours writes, each with what is to become of it. */
final class Poison {
  /** It is parked at once. */
  static final String PARKED = "parked";

  /** It waits, and is done once its content is there. */
  static final String WAITS = "waits";

  /** It is let go of. */
  static final String DROPPED = "dropped";

  /** Bytes of a record before its first field. */
  private static final int HEAD = 5;

  /** Of a uuid as a string, with its length. */
  private static final int UUID_BYTES = 37;

  private static final String PDF = "application/pdf";
  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private final EventCodec codec;
  private final List<Twin> twins;
  private final List<Bad> all = new ArrayList<>();

  /**
   * A record.
   *
   * @param name what is wrong with it
   * @param fate {@link #PARKED} and so on
   * @param reason pattern of the reason that it is parked with
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bad(String name, String fate, String reason, String key, byte[] value) {}

  private Poison(EventCodec codec, List<Twin> twins) {
    this.codec = codec;
    this.twins = twins;
  }

  /** More than 200, in turn of these twins. */
  static List<Bad> of(EventCodec codec, List<Twin> twins) {
    Poison poison = new Poison(codec, twins);
    poison.bytes();
    poison.fields();
    poison.metadata();
    poison.sizes();
    poison.texts();
    poison.contents();
    return List.copyOf(poison.all);
  }

  private void bytes() {
    raw("nothing", "wire.too_short", bytes -> new byte[0]);
    raw("three bytes", "wire.too_short", bytes -> Arrays.copyOf(bytes, 3));
    for (int magic : new int[] {1, 7, 0x80, 0xff}) {
      raw("magic " + magic, "wire.magic_byte", bytes -> with(bytes, 0, magic));
    }
    for (int id : new int[] {0x7f, 0x40, 0x20}) {
      raw("schema " + id, "registry.unknown_schema", bytes -> with(bytes, 1, id));
    }
    for (int length : new int[] {6, 7, 20, 42, 43, 79, 80, 100, 150}) {
      raw("cut at " + length, "avro.malformed", bytes -> Arrays.copyOf(bytes, length));
    }
    raw("cut by one", "avro.malformed", bytes -> Arrays.copyOf(bytes, bytes.length - 1));
    for (int index : new int[] {1, 3, 6, 14, 0x7e}) {
      noState("union " + index, bytes -> with(bytes, bytes.length - 1, index));
    }
    for (int at = 0; at < 4; at++) {
      int place = HEAD + 1 + 9 * at;
      raw("uuid " + at, "avro.malformed", bytes -> with(bytes, place, 'z'));
    }
    int path = HEAD + 2 * UUID_BYTES;
    for (int place : new int[] {HEAD, HEAD + UUID_BYTES, path}) {
      raw("negative " + place, "avro.malformed", bytes -> with(bytes, place, 0x7f));
      for (long length : new long[] {1L << 20, 1L << 31, (1L << 31) - 9, Long.MAX_VALUE}) {
        raw(
            "length " + length + " at " + place,
            "avro.malformed",
            bytes -> replaced(bytes, place, varint(length)));
      }
    }
    PortfolioItemChanged item =
        new PortfolioItemChanged(
            UUID.randomUUID(),
            UUID.randomUUID(),
            List.of(),
            1L,
            Change.DELETE,
            Instant.now(),
            "test",
            null);
    add("an item", PARKED, "avro.wrong_type", codec.encode(Topic.PORTFOLIO, item));
  }

  private void fields() {
    event("no state", "change.no_state", event -> event.setState(null));
    event("unknown kind", "change.unknown_kind", event -> event.setChange(Change.UNKNOWN));
    for (long revision : new long[] {0, -1, Long.MIN_VALUE}) {
      event("revision " + revision, "change.revision", event -> event.setRevision(revision));
    }
    event("other uid", "change.uid_not_on_path", event -> event.setUid(UUID.randomUUID()));
    event("no path", "change.scope_path", event -> event.setScopePath(List.of()));
    event(
        "short path",
        "change.(scope_path|uid_not_on_path)",
        event -> event.setScopePath(event.getScopePath().subList(0, 2)));
    event(
        "path upside down",
        "change.(scope_path|uid_not_on_path)",
        event -> {
          List<ScopeRef> path = new ArrayList<>(event.getScopePath());
          Collections.reverse(path);
          event.setScopePath(path);
        });
    event(
        "long path",
        "change.(scope_path|uid_not_on_path)",
        event -> event.setScopePath(Collections.nCopies(5_000, event.getScopePath().getLast())));
    for (String id : List.of("", "a/b", "x#y", "\u0000", "a".repeat(5_000), "\ud83d\ude00")) {
      event(
          "id " + id.length(),
          "change\\..*",
          event -> {
            List<ScopeRef> path = new ArrayList<>(event.getScopePath());
            path.set(2, new ScopeRef(ScopeType.SOURCE, id, event.getUid()));
            event.setScopePath(path);
          });
    }
    for (int length : new int[] {0, 1, 15, 100, 5_000}) {
      event(
          "sealed " + length,
          "seal\\..*",
          event ->
              event.setState(
                  new SealedState(
                      event.getUid(), 1, "AES256_GCM", ByteBuffer.wrap(new byte[length]))));
    }
  }

  private void metadata() {
    Map<String, Object> broken = new HashMap<>();
    broken.put("$eq", "an operator");
    broken.put("", "no name");
    broken.put("nan", Double.NaN);
    broken.put("infinite", Double.POSITIVE_INFINITY);
    broken.put("large", "x".repeat(41_000));
    broken.put("list", Collections.nCopies(5_000, "entry of a list"));
    broken.forEach(
        (key, value) ->
            event(
                "metadata " + key,
                "(change|vector)\\..*",
                event -> state(event).setMetadata(Map.of(key, value))));
    Map<String, Object> many = new HashMap<>();
    for (int key = 0; key < 3_000; key++) {
      many.put("a rather long name of a field " + key, (long) key);
    }
    event("many fields", "(change|vector)\\..*", event -> state(event).setMetadata(many));
    event(
        "title", "(change|vector)\\..*", event -> state(event).setTitle("A title. ".repeat(6_000)));
  }

  private void sizes() {
    for (long size : new long[] {-1, Long.MIN_VALUE, 1L << 31, 1L << 40, Long.MAX_VALUE}) {
      referenced("size " + size, PARKED, "change.content_size", "ok-size", size);
    }
    for (long size : new long[] {1L << 27, Integer.MAX_VALUE}) {
      referenced("failing, of size " + size, WAITS, "", "status-500-" + size, size);
      referenced("missing, of size " + size, PARKED, "content.missing", "status-404-" + size, size);
    }
  }

  private void texts() {
    for (String type :
        List.of(
            "x",
            "",
            " ",
            ";",
            "image/png",
            "audio/mpeg",
            "application/octet-stream",
            "text/",
            "text/csv",
            "application/zip",
            "multipart/form-data; boundary=x",
            "text/plain2",
            "../../etc/passwd",
            "text/plain\u0000",
            "application/pdfx",
            "*/*")) {
      text("type " + type, type, "Some text.".getBytes(UTF_8), "text.unsupported_media_type");
    }
    for (String charset : List.of("klingon", "utf-99", "\u0000", "x".repeat(2_000))) {
      text(
          "charset",
          "text/plain; charset=" + charset,
          "Some text.".getBytes(UTF_8),
          "text.(unsupported_charset|malformed.*)");
    }
    for (int at = 0; at < 6; at++) {
      byte[] bytes = "Some text that is long enough.".getBytes(UTF_8);
      bytes[at] = (byte) (0xc0 + at);
      text("bytes " + at, "text/plain; charset=utf-8", bytes, "text.malformed_characters");
    }
    byte[] large = new byte[(1 << 20) - 1_000];
    Arrays.fill(large, (byte) 0xff);
    text("malformed and large", "text/plain", large, "text.malformed_characters");
    for (String noise : List.of("", "%PDF", "%PDF-1.7\n%%EOF", "%PDF-1.7\n1 0 obj\n<<", "PK")) {
      text("pdf " + noise.length(), PDF, noise.getBytes(UTF_8), "text.*");
      text("docx " + noise.length(), DOCX, noise.getBytes(UTF_8), "text.*");
    }
    text("bomb", DOCX, bomb(), "text.*");
    text("zip of nothing", DOCX, zip("other.xml", 10), "text.*");
  }

  private void contents() {
    for (int status :
        new int[] {
          201, 202, 203, 204, 205, 206, 207, 226, 300, 301, 302, 303, 304, 305, 307, 308, 400, 402,
          405, 406, 408, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428,
          431, 451, 499
        }) {
      referenced(
          "status " + status, PARKED, "content.status_" + status, "status-" + status + "-1", 20);
    }
    for (int n = 0; n < 4; n++) {
      referenced("missing", PARKED, "content.missing", "status-404-" + n, 20);
      referenced("superseded", DROPPED, "", "status-409-" + n, 20);
      referenced("erased", DROPPED, "", "status-410-" + n, 20);
      referenced("endless", PARKED, "content.too_large", "endless-" + n, 20);
    }
    for (int status : new int[] {500, 501, 505, 506, 507, 508, 510, 511, 520, 599}) {
      referenced("status " + status, WAITS, "", "status-" + status + "-1", 20);
    }
    for (int status : new int[] {401, 403, 407, 429, 502, 503, 504}) {
      referenced("status " + status, WAITS, "", "status-" + status + "-1", 20);
    }
    for (String kind :
        List.of("stall", "halted", "short", "negative", "chunks", "noise", "silent")) {
      referenced(kind, WAITS, "", kind + "-1", 20);
      referenced(kind, WAITS, "", kind + "-2", 20);
    }
    for (int status : new int[] {100, 101, 102, 103}) {
      referenced("status " + status, WAITS, "", "status-" + status + "-1", 20);
    }
  }

  private void raw(String name, String reason, UnaryOperator<byte[]> breaking) {
    add(name, PARKED, reason, breaking.apply(codec.encode(Topic.SOURCES, valid())));
  }

  private void noState(String name, UnaryOperator<byte[]> breaking) {
    SourceChanged event = valid();
    event.setState(null);
    add(name, PARKED, "avro.malformed", breaking.apply(codec.encode(Topic.SOURCES, event)));
  }

  private void event(String name, String reason, Consumer<SourceChanged> breaking) {
    SourceChanged event = valid();
    breaking.accept(event);
    add(name, PARKED, reason, event);
  }

  private void text(String name, String mediaType, byte[] content, String reason) {
    event(
        name,
        reason,
        event -> {
          state(event).setMediaType(mediaType);
          state(event).setContent(ByteBuffer.wrap(content));
        });
  }

  private void referenced(String name, String fate, String reason, String id, long size) {
    SourceChanged event = valid();
    state(event).setContent(new ContentReference(id, size, "0".repeat(64)));
    add(name, fate, reason, event);
  }

  private void add(String name, String fate, String reason, SourceChanged event) {
    byte[] value = codec.encode(Topic.SOURCES, event);
    all.add(new Bad(name, fate, reason, event.getUid().toString(), value));
  }

  private void add(String name, String fate, String reason, byte[] value) {
    all.add(new Bad(name, fate, reason, UUID.randomUUID().toString(), value));
  }

  private SourceChanged valid() {
    Twin twin = twins.get(all.size() % twins.size());
    return twin.upsert("bad." + all.size(), 1, "Some text that is long enough.", Map.of());
  }

  private static SourceState state(SourceChanged event) {
    return (SourceState) event.getState();
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  private static byte[] replaced(byte[] bytes, int at, byte[] by) {
    ByteBuffer whole = ByteBuffer.allocate(bytes.length - 1 + by.length);
    whole.put(bytes, 0, at).put(by).put(bytes, at + 1, bytes.length - at - 1);
    return whole.array();
  }

  /** A number as Avro writes it. */
  private static byte[] varint(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = (number << 1) ^ (number >> 63);
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }

  private static byte[] bomb() {
    return zip("word/document.xml", 200 << 20);
  }

  private static byte[] zip(String entry, int zeros) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      byte[] part = new byte[Math.min(zeros, 1 << 20)];
      for (int written = 0; written < zeros; written += part.length) {
        zip.write(part);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }
}
