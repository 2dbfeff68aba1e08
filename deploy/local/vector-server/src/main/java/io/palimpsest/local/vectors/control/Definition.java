package io.palimpsest.local.vectors.control;

import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.index.IndexSpec;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An index as it was asked for.
 *
 * @param cloud kept for clients that compare it, without a meaning here
 * @param region kept likewise
 * @param embedding present when the index embeds texts itself
 * @param port the port it was last served on; 0: none yet, or the main one
 */
public record Definition(
    IndexSpec spec,
    String cloud,
    String region,
    boolean deletionProtected,
    Map<String, String> tags,
    Optional<Embedding> embedding,
    int port) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,43}[a-z0-9])?");

  /**
   * How an index embeds.
   *
   * @param textField field of a record that holds its text
   */
  public record Embedding(String model, String textField) {}

  public Definition {
    tags = Map.copyOf(tags);
    if (!NAME.matcher(spec.name()).matches()) {
      throw Refusal.invalid(
          "Name must consist of lower case alphanumeric characters or '-', begin and end with an"
              + " alphanumeric character, and be at most 45 characters long");
    }
  }

  /** The one that has the main port. */
  public static Definition main(IndexSpec spec, Optional<Embedding> embedding) {
    return new Definition(spec, "aws", "us-east-1", false, Map.of(), embedding, 0);
  }

  String name() {
    return spec.name();
  }

  Definition onPort(int newPort) {
    return new Definition(spec, cloud, region, deletionProtected, tags, embedding, newPort);
  }

  Definition embedding(Optional<Embedding> changed) {
    return new Definition(spec, cloud, region, deletionProtected, tags, changed, port);
  }

  Definition configured(boolean newProtection, Map<String, String> newTags) {
    return new Definition(spec, cloud, region, newProtection, newTags, embedding, port);
  }
}
