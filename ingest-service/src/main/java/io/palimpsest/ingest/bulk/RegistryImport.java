package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.palimpsest.ingest.registry.Creators;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.source.Sources;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/** Imports creators, twins and sources from a file. */
@Singleton
public final class RegistryImport {
  private final Creators creators;
  private final Registry registry;
  private final Sources sources;
  private final BulkLimits limits;
  private final ObjectReader rows;

  RegistryImport(
      Creators creators,
      Registry registry,
      Sources sources,
      BulkLimits limits,
      ObjectMapper mapper) {
    this.creators = creators;
    this.registry = registry;
    this.sources = sources;
    this.limits = limits;
    this.rows = mapper.readerFor(Row.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /** Reads the file and says what it would do; writes nothing. */
  public ImportReport plan(InputStream file) throws IOException {
    return run(file, new Planning(registry, sources), true);
  }

  /** Does what the file says; can be repeated whole. */
  public ImportReport run(InputStream file) throws IOException {
    return run(file, new Writing(creators, registry, sources), false);
  }

  private ImportReport run(InputStream file, Importer importer, boolean plan) throws IOException {
    ImportRun run = new ImportRun(rows, importer);
    LineReader.forEach(file, limits.longestLine(), run);
    return run.report(plan);
  }
}
