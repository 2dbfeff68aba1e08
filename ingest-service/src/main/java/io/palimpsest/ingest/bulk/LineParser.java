package io.palimpsest.ingest.bulk;

/**
 * Reads what a line asks for.
 *
 * @param <S> type of the state
 */
@FunctionalInterface
public interface LineParser<S> {
  /** Reads one line; a line that is wrong is a value, not an exception. */
  Parsed<S> parse(byte[] line);
}
