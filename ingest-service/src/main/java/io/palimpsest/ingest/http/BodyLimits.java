package io.palimpsest.ingest.http;

import io.palimpsest.access.body.BodyRules;
import io.palimpsest.access.body.BodyRules.Rule;
import io.palimpsest.ingest.source.SourceDraft;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** How large the bodies of this service may be. */
@ApplicationScoped
class BodyLimits {
  private static final long MEGABYTE = 1 << 20;
  private static final long MOST = 2 * MEGABYTE;

  /** Escaped as JSON, or beside the other parts of a form, content is larger than it is. */
  private static final long LARGEST_SOURCE = 2L * SourceDraft.LARGEST;

  private static final long LARGEST_IMPORT = 32 * MEGABYTE;
  private static final long LARGEST_BULK = 16_384 * MEGABYTE;

  @Produces
  @Singleton
  BodyRules rules() {
    return new BodyRules(
        MOST,
        List.of(
            Rule.streamed("/organizations/[^/]+/items:bulk", LARGEST_BULK),
            Rule.streamed("/creators/[^/]+/twins/[^/]+/sources:bulk", LARGEST_BULK),
            Rule.whole("/creators/[^/]+/twins/[^/]+/sources/[^/]+", LARGEST_SOURCE),
            Rule.whole("/contents", SourceDraft.LARGEST + MEGABYTE),
            Rule.whole("/registry/import", LARGEST_IMPORT)));
  }
}
