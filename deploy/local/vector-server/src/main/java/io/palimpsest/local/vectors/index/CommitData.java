package io.palimpsest.local.vectors.index;

import com.google.protobuf.InvalidProtocolBufferException;
import io.pinecone.proto.MetadataSchema;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * What a namespace's last commit says about it, so that a folder explains itself.
 *
 * @param lsn every write up to this one is in the commit
 */
record CommitData(String name, MetadataSchema schema, long lsn, long records) {
  private static final String NAME = "name";
  private static final String SCHEMA = "schema";
  private static final String LSN = "lsn";

  Map<String, String> asMap() {
    return Map.of(
        NAME, name,
        SCHEMA, Base64.getEncoder().encodeToString(schema.toByteArray()),
        LSN, Long.toString(lsn));
  }

  /** What the folder says, or null when nothing was ever committed there. */
  static @Nullable CommitData read(Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      return DirectoryReader.indexExists(directory)
          ? of(SegmentInfos.readLatestCommit(directory))
          : null;
    }
  }

  /** Takes back what was ever committed: from then on the folder says nothing. */
  static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (DirectoryStream<Path> commits =
        Files.newDirectoryStream(folder, IndexFileNames.SEGMENTS + "*")) {
      for (Path commit : commits) {
        Files.deleteIfExists(commit);
      }
    }
  }

  private static CommitData of(SegmentInfos commit) throws IOException {
    Map<String, String> data = commit.getUserData();
    long records = 0;
    for (var segment : commit) {
      records += segment.info.maxDoc() - segment.getDelCount();
    }
    return new CommitData(
        data.getOrDefault(NAME, ""),
        schema(data.getOrDefault(SCHEMA, "")),
        Long.parseLong(data.getOrDefault(LSN, "0")),
        records);
  }

  private static MetadataSchema schema(String encoded) throws IOException {
    try {
      return MetadataSchema.parseFrom(Base64.getDecoder().decode(encoded));
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("a namespace's schema cannot be read", e);
    }
  }
}
