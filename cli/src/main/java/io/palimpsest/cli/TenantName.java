package io.palimpsest.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A tenant as people name it.
 *
 * @param text what stands in paths
 */
record TenantName(String text) {
  private static final Pattern FORM = Pattern.compile("(creator|organization):[^/\\s:]+");

  @Override
  public String toString() {
    return text;
  }

  /** Reads one from the command line. */
  static final class Converter implements ITypeConverter<TenantName> {
    @Override
    public TenantName convert(String value) {
      String whole = value.startsWith("org:") ? "organization" + value.substring(3) : value;
      if (!FORM.matcher(whole).matches()) {
        throw new TypeConversionException("'" + value + "' is not creator:ID or organization:ID");
      }
      return new TenantName(whole);
    }
  }
}
