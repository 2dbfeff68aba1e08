package io.palimpsest.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Headers of a record by name. */
public final class RecordHeaders {
  private RecordHeaders() {}

  /** Of several headers with one name the last; those without a value are left out. */
  public static Map<String, byte[]> last(Headers headers) {
    Map<String, byte[]> byName = new HashMap<>();
    for (Header header : headers) {
      if (header.value() == null) {
        byName.remove(header.key());
      } else {
        byName.put(header.key(), header.value());
      }
    }
    return byName;
  }
}
