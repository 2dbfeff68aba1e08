package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.messaging.trace.TraceParent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On which terms the current request asks for a change: its conditional headers. */
@RequestScoped
class RequestTerms {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final int LONGEST_KEY = 255;
  private static final String ANY = "*";

  private final HttpHeaders headers;

  RequestTerms(HttpHeaders headers) {
    this.headers = headers;
  }

  Terms current() {
    return Terms.of(
            precondition(
                headers.getHeaderString(HttpHeaders.IF_MATCH),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH)),
            Optional.ofNullable(headers.getHeaderString(IDEMPOTENCY_KEY))
                .map(key -> Sha256.hex(TextRules.required(IDEMPOTENCY_KEY, key, LONGEST_KEY))))
        .traced(TraceParent.parse(headers.getHeaderString(TraceParent.HEADER)));
  }

  static Precondition precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifNoneMatch != null) {
      if (!ifNoneMatch.trim().equals(ANY) || ifMatch != null) {
        throw TextRules.invalid("If-None-Match", "is * and comes without If-Match");
      }
      return new Precondition.Absent();
    }
    if (ifMatch == null) {
      return new Precondition.None();
    }
    return ifMatch.trim().equals(ANY)
        ? new Precondition.Exists()
        : new Precondition.AtRevision(revisions(ifMatch));
  }

  private static Set<Long> revisions(String ifMatch) {
    Set<Long> revisions = new HashSet<>();
    for (String tag : ifMatch.split(",", -1)) {
      revisions.add(EntityTags.parse(tag.trim()));
    }
    return revisions;
  }
}
