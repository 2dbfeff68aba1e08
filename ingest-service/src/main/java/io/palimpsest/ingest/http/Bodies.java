package io.palimpsest.ingest.http;

import io.palimpsest.ingest.source.DraftContent;
import io.palimpsest.ingest.source.SourceDraft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Content of requests, never read beyond its largest size. */
final class Bodies {
  private Bodies() {}

  static byte[] bytes(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(SourceDraft.LARGEST + 1);
    DraftContent.ofBytes(bytes);
    return bytes;
  }

  static DraftContent content(InputStream body) throws IOException {
    return DraftContent.ofBytes(bytes(body));
  }

  static DraftContent content(FileUpload file) throws IOException {
    try (InputStream stored = Files.newInputStream(file.uploadedFile())) {
      return content(stored);
    }
  }
}
