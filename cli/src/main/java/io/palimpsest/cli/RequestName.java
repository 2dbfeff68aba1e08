package io.palimpsest.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An erasure request as people name it: by its id, or by its reference in the log.
 *
 * @param text what stands in paths
 */
record RequestName(String text) {
  private static final Pattern FORM =
      Pattern.compile("er_[0-9a-f]{12,40}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Reads one from the command line. */
  static final class Converter implements ITypeConverter<RequestName> {
    @Override
    public RequestName convert(String value) {
      if (!FORM.matcher(value).matches()) {
        throw new TypeConversionException("a request's id, or its reference such as er_0a1b2c");
      }
      return new RequestName(value);
    }
  }
}
