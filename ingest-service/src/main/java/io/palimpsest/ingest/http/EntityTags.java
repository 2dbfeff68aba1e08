package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.TextRules;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags: the revision in quotes. */
final class EntityTags {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private EntityTags() {}

  static String of(long revision) {
    return "\"" + revision + "\"";
  }

  static long parse(String tag) {
    Matcher matcher = TAG.matcher(tag);
    if (!matcher.matches()) {
      throw TextRules.invalid(
          "If-Match", "is * or entity tags as they were answered, such as \"7\"");
    }
    return Long.parseLong(matcher.group(1));
  }
}
