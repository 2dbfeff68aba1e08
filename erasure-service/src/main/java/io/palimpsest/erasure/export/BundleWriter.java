package io.palimpsest.erasure.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.palimpsest.erasure.model.ErasureRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a bundle in one pass: the files, then the manifest with their checksums. */
final class BundleWriter {
  private static final String MANIFEST = "manifest.json";

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();
  private final List<BundlePart> parts;

  BundleWriter(List<BundlePart> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * What came of it.
   *
   * @param records lines of all files
   * @param digest SHA-256 of the manifest, which holds those of the files
   */
  record Written(long records, String digest) {}

  /** Writes to the stream and finishes the zip; the stream stays open. */
  Written write(ErasureRequest request, Instant now, OutputStream target) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(target);
    List<Manifest.Entry> entries = new ArrayList<>();
    for (BundlePart part : parts) {
      zip.putNextEntry(new ZipEntry(part.file()));
      CheckedLines lines = new CheckedLines(zip);
      part.write(request.planned(), lines);
      zip.closeEntry();
      entries.add(lines.entry(part.file()));
    }
    Manifest manifest = new Manifest(request.ref(), now, entries);
    byte[] json = mapper.writeValueAsBytes(manifest);
    zip.putNextEntry(new ZipEntry(MANIFEST));
    zip.write(json);
    zip.closeEntry();
    zip.finish();
    return new Written(
        manifest.records(), HexFormat.of().formatHex(CheckedLines.sha256().digest(json)));
  }
}
