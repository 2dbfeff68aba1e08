package io.palimpsest.vectorstore;

import java.util.Map;

/** Counts the bytes of metadata as compact JSON, without writing it. */
final class MetadataSize {
  private MetadataSize() {}

  static int of(Metadata metadata) {
    int size = 1;
    for (Map.Entry<String, MetadataValue> entry : metadata.values().entrySet()) {
      size += string(entry.getKey()) + 2 + value(entry.getValue());
    }
    return Math.max(2, size);
  }

  private static int value(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text text -> string(text.value());
      case MetadataValue.Numeric number -> Double.toString(number.value()).length();
      case MetadataValue.Flag flag -> flag.value() ? 4 : 5;
      case MetadataValue.TextList list ->
          Math.max(2, 1 + list.values().stream().mapToInt(text -> string(text) + 1).sum());
    };
  }

  private static int string(String text) {
    int size = 2;
    for (int at = 0; at < text.length(); at++) {
      size += character(text.charAt(at));
    }
    return size;
  }

  /** A surrogate pair is four bytes in UTF-8: two for each half. */
  private static int character(char character) {
    if (character == '"' || character == '\\') {
      return 2;
    }
    if (character < 0x20) {
      return 6;
    }
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
  }
}
