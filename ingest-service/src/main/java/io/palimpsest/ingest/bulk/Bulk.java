package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/** Runs bulk submissions. */
@Singleton
public final class Bulk {
  private final BulkLimits limits;
  private final ObjectMapper mapper;

  Bulk(BulkLimits limits, ObjectMapper mapper) {
    this.limits = limits;
    this.mapper = mapper;
  }

  /**
   * Works through all lines and writes one result per line.
   *
   * @return number of lines
   * @throws IOException when the lines cannot be read or the results not be written; what was
   *     answered before is durable, and the whole can be sent again
   */
  public <S> long run(
      InputStream in,
      OutputStream out,
      LineParser<S> parser,
      Function<List<Change<S>>, List<Outcome>> writer)
      throws IOException {
    return new BulkRun<>(limits, parser, writer, mapper.writerFor(LineResult.class), out).run(in);
  }
}
