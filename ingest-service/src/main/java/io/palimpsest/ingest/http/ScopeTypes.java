package io.palimpsest.ingest.http;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.TextRules;
import org.jspecify.annotations.Nullable;

/** Kinds of scopes as callers name them. */
final class ScopeTypes {
  private ScopeTypes() {}

  /** A kind that scopes have: the one that stands for kinds to come is none. */
  static ScopeType known(@Nullable String type) {
    ScopeType parsed = parse(type);
    if (parsed == ScopeType.UNKNOWN) {
      throw TextRules.invalid("type", "is a kind of scope, such as TWIN");
    }
    return parsed;
  }

  static ScopeType parse(@Nullable String type) {
    try {
      return ScopeType.valueOf(TextRules.present("type", type));
    } catch (IllegalArgumentException unknown) {
      throw TextRules.invalid("type", "is a kind of scope, such as TWIN");
    }
  }
}
