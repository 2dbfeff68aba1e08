package io.palimpsest.ingest.registry;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.TextRules;
import java.util.List;

/** The forms in which a scope is named: its kind and the ids on its path. */
public final class ScopeNames {
  private ScopeNames() {}

  /** Checks that the number of ids fits the kind. */
  public static void check(ScopeType type, List<String> ids) {
    boolean fits =
        switch (type) {
          case ORGANIZATION, CREATOR -> ids.size() == 1;
          case PROFILE, TWIN -> ids.size() == 2;
          case ITEM -> ids.size() == 2 || ids.size() == 3;
          case SOURCE -> ids.size() == 3;
          case UNKNOWN -> throw TextRules.invalid("type", "is a kind of scope");
        };
    if (!fits) {
      throw TextRules.invalid("ids", "are the ids on the scope's path, outermost first");
    }
  }
}
