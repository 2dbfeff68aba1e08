package io.palimpsest.reembed.search;

import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code min_revision} as it came.
 *
 * @param uid uid of the source
 * @param revision revision that is to be found
 */
public record AwaitedRevision(@Nullable String uid, @Nullable Long revision) {
  private static final int LONGEST_WAIT_SECONDS = 30;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,2}s");

  MinRevision within(@Nullable String wait) {
    return new MinRevision(entity(), number(), time(wait));
  }

  private UUID entity() {
    try {
      return UUID.fromString(uid == null ? "" : uid);
    } catch (IllegalArgumentException malformed) {
      throw Refusals.field("min_revision.uid", "the uid that the write answered");
    }
  }

  private long number() {
    if (revision == null || revision < 1) {
      throw Refusals.field("min_revision.revision", "the revision that the write answered");
    }
    return revision;
  }

  private static Duration time(@Nullable String wait) {
    if (wait == null) {
      return Duration.ZERO;
    }
    if (SECONDS.matcher(wait).matches()) {
      int seconds = Integer.parseInt(wait.substring(0, wait.length() - 1));
      if (seconds <= LONGEST_WAIT_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    }
    throw Refusals.field("wait", "whole seconds such as 10s, at most 30s");
  }
}
