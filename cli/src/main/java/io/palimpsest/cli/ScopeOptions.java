package io.palimpsest.cli;

import io.palimpsest.audit.RequestKey;
import io.palimpsest.event.ScopeType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** Names a scope. */
final class ScopeOptions {
  @Option(
      names = "--scope",
      required = true,
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES}.")
  private Kind type = Kind.CREATOR;

  @Option(
      names = "--id",
      required = true,
      split = ",",
      paramLabel = "ID",
      description = "Public ids, outermost first, such as --id sainath.no.1,coach for a twin.")
  private List<String> ids = List.of();

  /** Kinds of scopes. */
  enum Kind {
    ORGANIZATION,
    PROFILE,
    ITEM,
    CREATOR,
    TWIN,
    SOURCE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Digest of the scope under a key of the log. */
  String digest(RequestKey key) {
    return key.scope(ScopeType.valueOf(type.name()), ids);
  }

  String query() {
    StringBuilder query = new StringBuilder("type=").append(type.name());
    ids.forEach(id -> query.append("&ids=").append(Api.encoded(id)));
    return query.toString();
  }

  Map<String, Object> json() {
    return Map.of("type", type.name(), "ids", ids);
  }
}
