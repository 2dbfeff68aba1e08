package io.palimpsest.cli;

import io.palimpsest.audit.MalformedStatementException;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.verify.LogCopy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Which entries are meant: all of a request, or the one at an index.
 *
 * @param text the reference, or the index in decimal
 */
record EntryName(String text) {
  private static final String FORM = "er_[0-9a-f]{12,40}|0|[1-9][0-9]{0,17}";

  boolean isIndex() {
    return Character.isDigit(text.charAt(0));
  }

  boolean names(LogCopy.Entry entry) {
    if (isIndex()) {
      return entry.index() == Long.parseLong(text);
    }
    try {
      return Statement.parse(entry.bytes()).source().path().equals("/erasure/" + text);
    } catch (MalformedStatementException noStatement) {
      return false;
    }
  }

  /** From the command line. */
  static final class Converter implements ITypeConverter<EntryName> {
    @Override
    public EntryName convert(String value) {
      if (!value.matches(FORM)) {
        throw new TypeConversionException("an er_... reference, or an index");
      }
      return new EntryName(value);
    }
  }
}
