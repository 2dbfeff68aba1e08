package io.palimpsest.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A record that was set aside, as lists name it.
 *
 * @param text what stands in paths
 */
record RecordName(String text) {
  private static final String FORM = "[A-Za-z0-9._:-]{1,200}";

  @Override
  public String toString() {
    return text;
  }

  /** Reads one from the command line. */
  static final class Converter implements ITypeConverter<RecordName> {
    @Override
    public RecordName convert(String value) {
      if (!value.matches(FORM)) {
        throw new TypeConversionException("'" + value + "' is not an id that a list shows");
      }
      return new RecordName(value);
    }
  }
}
