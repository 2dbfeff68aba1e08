package io.palimpsest.ingest.migration.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a backup holds.
 *
 * @param format {@link #FORMAT}
 * @param createdAt when it was last added to
 * @param expiresAt when it is to be destroyed; empty in older manifests
 * @param files its files by name
 * @param notSaved what was meant to be in it and is not, with the reason
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Manifest(
    String format,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("expires_at") Optional<Instant> expiresAt,
    SortedMap<String, Entry> files,
    @JsonProperty("not_saved") List<String> notSaved) {
  /** The format that is written; read are older manifests of it too. */
  public static final String FORMAT = "palimpsest-backup/1";

  /** Its own file. */
  public static final String FILE = "manifest.json";

  /** Copies map and list. */
  public Manifest {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    notSaved = List.copyOf(notSaved);
  }

  /**
   * A file.
   *
   * @param records documents or vectors in it
   * @param bytes its length
   * @param md5 MD5 of its bytes, hex
   * @param sha256 SHA-256 of its bytes, hex
   * @param namespace for vectors: the namespace; empty in older manifests
   * @param dimension for vectors: values of each; empty in older manifests
   * @param metric for vectors: how the index compares them; empty in older manifests
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Entry(
      long records,
      long bytes,
      String md5,
      String sha256,
      Optional<String> namespace,
      Optional<Integer> dimension,
      Optional<String> metric) {}

  /**
   * What it says of a file.
   *
   * @throws RefusedBackupException when it names none of the name
   */
  public Entry entry(String file) {
    Entry entry = files.get(file);
    if (entry == null) {
      throw new RefusedBackupException(file, "is named in the manifest");
    }
    return entry;
  }

  /** This manifest with the files of another over its own. */
  Manifest plus(Manifest later) {
    SortedMap<String, Entry> all = new TreeMap<>(files);
    all.putAll(later.files);
    List<String> missing = new ArrayList<>(notSaved);
    missing.removeIf(name -> all.containsKey(name.replaceAll(": .*", "")));
    missing.addAll(later.notSaved);
    return new Manifest(FORMAT, later.createdAt, later.expiresAt, all, missing);
  }
}
