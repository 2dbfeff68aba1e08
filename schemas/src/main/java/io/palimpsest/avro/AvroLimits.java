package io.palimpsest.avro;

/**
 * How long Avro believes a string, bytes or a collection may be. Avro reads its limits once, from
 * system properties, when it first meets a length: whatever decodes has to set them before.
 */
public final class AvroLimits {
  /** Twice what a broker takes by default: a length above it is a lie, not to be allocated. */
  private static final int MAX_LENGTH = 2 * 1024 * 1024;

  private AvroLimits() {}

  /** Sets what is not set; to be called before the first record is read or written. */
  public static void apply() {
    limit("bytes.maxLength");
    limit("string.maxLength");
    limit("collectionItems.maxLength");
  }

  private static void limit(String name) {
    String property = "org.apache.avro.limits." + name;
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(MAX_LENGTH));
    }
  }
}
