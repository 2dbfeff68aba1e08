package io.palimpsest.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.palimpsest.ingest.bulk.LineFaults;
import io.palimpsest.ingest.bulk.LineParser;
import io.palimpsest.ingest.bulk.Parsed;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.tenancy.InvalidIdException;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines of JSON as changes. */
final class Lines {
  static final String NDJSON = "application/x-ndjson";
  static final String JSONL = "application/jsonl";

  private static final int BAD_REQUEST = 400;

  private Lines() {}

  static ObjectReader reader(ObjectMapper mapper, Class<?> type) {
    return mapper.readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * A parser of lines.
   *
   * @param reader reads a line's JSON
   * @param id the id that a line names
   * @param change the change that a line asks for
   */
  static <L, S> LineParser<S> parser(
      ObjectReader reader, Function<L, @Nullable String> id, Function<L, Change<S>> change) {
    return bytes -> {
      L line;
      try {
        line = reader.readValue(bytes);
      } catch (JsonProcessingException fault) {
        return new Parsed.Bad<>(null, LineFaults.of(fault));
      } catch (IOException impossible) {
        throw new IllegalStateException("the bytes are in memory", impossible);
      }
      return line == null ? new Parsed.Bad<>(null, blank()) : change(line, id, change);
    };
  }

  private static <L, S> Parsed<S> change(
      L line, Function<L, @Nullable String> id, Function<L, Change<S>> change) {
    try {
      return new Parsed.Good<>(change.apply(line));
    } catch (RefusedException refused) {
      return new Parsed.Bad<>(id.apply(line), refused.refusal());
    } catch (InvalidIdException invalid) {
      return new Parsed.Bad<>(
          id.apply(line),
          Refusal.ofField(BAD_REQUEST, "id.invalid", invalid.field(), invalid.rule()));
    }
  }

  private static Refusal blank() {
    return Refusal.of(BAD_REQUEST, "line.blank", "the line is empty");
  }
}
