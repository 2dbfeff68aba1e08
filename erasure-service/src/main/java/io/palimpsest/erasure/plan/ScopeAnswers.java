package io.palimpsest.erasure.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.palimpsest.erasure.model.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of ingest's internal endpoints about scopes. */
final class ScopeAnswers {
  private ScopeAnswers() {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Resolved(List<Scope> path, List<Scope> children, @Nullable String slug, long entities) {
    ResolvedScope scope() {
      return new ResolvedScope(path, children, slug, entities);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entities(List<Scope> entities, @Nullable String next) {
    EntityPage page() {
      return new EntityPage(entities, next);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ProblemCode(@Nullable String code) {}
}
