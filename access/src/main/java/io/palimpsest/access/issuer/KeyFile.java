package io.palimpsest.access.issuer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Keeps keys over a restart, so that records from before a rotation are judged as they would have
 * been. Public keys alone: nothing in the file is secret, but who can write it can forge tokens.
 */
final class KeyFile {
  private static final String KEYS = "keys";
  private static final String SEEN = "palimpsest_seen";
  private static final String UNTIL = "palimpsest_until";

  private final Path file;

  KeyFile(Path file) {
    this.file = file;
  }

  /**
   * The keys that were kept; none when there is no file yet.
   *
   * @throws IOException when the file is there and holds something else
   */
  List<KnownKey> read() throws IOException {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      List<KnownKey> keys = new ArrayList<>();
      if (JsonUtil.parseJson(Files.readString(file)).get(KEYS) instanceof List<?> list) {
        for (Object each : list) {
          keys.add(key(each));
        }
      }
      return keys;
    } catch (JoseException | DateTimeException | ClassCastException e) {
      throw new IOException(file + " holds no keys of an issuer", e);
    }
  }

  @SuppressWarnings("unchecked") // a JSON object has names as its keys
  private static KnownKey key(Object each) throws JoseException {
    Map<String, Object> members = (Map<String, Object>) each;
    return new KnownKey(
        PublicJsonWebKey.Factory.newPublicJwk(members),
        Instant.parse((String) members.getOrDefault(SEEN, "")),
        Optional.ofNullable((String) members.get(UNTIL)).map(Instant::parse));
  }

  /** Puts the keys in place of those that were kept, at once. */
  void write(Collection<KnownKey> keys) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (KnownKey key : keys) {
      Map<String, Object> members = key.jwk().toParams(OutputControlLevel.PUBLIC_ONLY);
      members.put(SEEN, key.seen().toString());
      key.until().ifPresent(until -> members.put(UNTIL, until.toString()));
      all.add(members);
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, JsonUtil.toJson(Map.of(KEYS, all)));
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
