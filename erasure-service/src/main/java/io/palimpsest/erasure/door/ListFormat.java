package io.palimpsest.erasure.door;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** How the lines of a list are written: an object of JSON each, or comma-separated values. */
sealed interface ListFormat {
  String NDJSON = "application/x-ndjson";
  String CSV = "text/csv";

  /** The format of a media type; JSON lines where it is not CSV. */
  static ListFormat of(MediaType type) {
    return MediaType.valueOf(CSV).isCompatible(type) ? new Values() : new Objects();
  }

  /** Whether the first line names the columns of the others. */
  boolean hasHeader();

  /** Takes in the names of the columns. */
  void header(String line) throws IOException;

  /** One line. */
  ListLine read(String line) throws IOException;

  /** JSON lines. */
  final class Objects implements ListFormat {
    private static final ObjectReader READER =
        JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(ListLine.class);

    @Override
    public boolean hasHeader() {
      return false;
    }

    @Override
    public void header(String line) {
      throw new IllegalStateException("JSON lines have no header");
    }

    @Override
    public ListLine read(String line) throws IOException {
      return READER.readValue(line);
    }
  }

  /** Comma-separated values under a header; the ids of a scope are separated by slashes. */
  final class Values implements ListFormat {
    private static final CsvMapper MAPPER =
        CsvMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    private CsvSchema columns = CsvSchema.emptySchema();

    @Override
    public boolean hasHeader() {
      return true;
    }

    @Override
    public void header(String line) throws IOException {
      CsvSchema.Builder named = CsvSchema.builder().setArrayElementSeparator("/");
      String[] names = MAPPER.readerFor(String[].class).readValue(line);
      for (String name : names) {
        named.addColumn(
            name, name.equals("ids") ? CsvSchema.ColumnType.ARRAY : CsvSchema.ColumnType.STRING);
      }
      columns = named.build();
    }

    @Override
    public ListLine read(String line) throws IOException {
      return MAPPER.readerFor(ListLine.class).with(columns).readValue(line);
    }
  }
}
