package io.palimpsest.ingest.http;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Outcome;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a write.
 *
 * @param id public id
 * @param uid uid of this admission
 * @param revision revision that the write led to
 * @param unchanged true when the state was there already
 * @param deleted true when the entry is a stub, or closed
 * @param links where to go on: {@code searchable} tells when the revision can be found
 */
@Schema(
    description = "What became of a write. It is durable; the link tells when it is searchable.",
    examples =
        """
        {"id": "port_1", "uid": "6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e", "revision": 3,
         "unchanged": false, "deleted": false,
         "links": {"searchable": "/vectors/6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e?revision=3&wait=30s"}}
        """)
public record Written(
    String id,
    UUID uid,
    long revision,
    boolean unchanged,
    boolean deleted,
    Map<String, String> links) {
  private static final Set<ScopeType> SEARCHED = Set.of(ScopeType.ITEM, ScopeType.SOURCE);

  static Written of(Outcome.Accepted accepted) {
    Head head = accepted.head();
    return new Written(
        head.id(),
        head.uid(),
        accepted.revision(),
        accepted.unchanged(),
        head.deleted(),
        links(head, accepted.revision()));
  }

  /** The outcome as an answer: 201 when the write created, else 200; a refusal is thrown. */
  static Response answer(Outcome outcome) {
    Outcome.Accepted accepted = outcome.orThrow();
    return Response.status(accepted.created() ? Response.Status.CREATED : Response.Status.OK)
        .entity(of(accepted))
        .header(HttpHeaders.ETAG, EntityTags.of(accepted.revision()))
        .build();
  }

  private static Map<String, String> links(Head head, long revision) {
    return SEARCHED.contains(head.path().last().type())
        ? Map.of("searchable", "/vectors/" + head.uid() + "?revision=" + revision + "&wait=30s")
        : Map.of();
  }
}
