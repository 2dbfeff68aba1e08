package io.palimpsest.ingest.bulk;

import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.entry.Terms;
import io.palimpsest.ingest.registry.Creators;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.ingest.source.Sources;

/** Does what the rows say, the same way as HTTP. */
final class Writing implements Importer {
  private final Creators creators;
  private final Registry registry;
  private final Sources sources;

  Writing(Creators creators, Registry registry, Sources sources) {
    this.creators = creators;
    this.registry = registry;
    this.sources = sources;
  }

  @Override
  public Effect take(Row row) {
    return effect(
        switch (row) {
          case Row.CreatorRow creator ->
              creators.put(Rows.creatorId(creator), Rows.creator(creator), Terms.PLAIN);
          case Row.TwinRow twin ->
              creators.putTwin(
                  Registry.orNotFound(registry.creator(Rows.creatorId(twin).value())),
                  Rows.twinId(twin),
                  Rows.twin(twin),
                  Terms.PLAIN);
          case Row.SourceRow source ->
              sources.apply(
                  sources.upsert(
                      twin(source), Rows.sourceId(source), Rows.draft(source), Terms.PLAIN));
        });
  }

  private ScopePath twin(Row.SourceRow source) {
    return Registry.orNotFound(
            registry
                .creator(Rows.creatorId(source).value())
                .flatMap(creator -> registry.twin(creator, Rows.twinId(source).value())))
        .acknowledged()
        .path();
  }

  private static Effect effect(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted accepted when accepted.created() -> new Effect.Create();
      case Outcome.Accepted accepted when accepted.unchanged() -> new Effect.Same();
      case Outcome.Accepted accepted -> new Effect.Change();
      case Outcome.Refused refused -> new Effect.Refused(refused.refusal());
    };
  }
}
