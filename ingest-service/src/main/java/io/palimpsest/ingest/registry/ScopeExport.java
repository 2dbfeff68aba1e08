package io.palimpsest.ingest.registry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.source.Sources;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.StateJson;
import io.palimpsest.ingest.store.UnderScope;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everything that is kept of a scope, a JSON line each, in the memory of a few documents. */
@Singleton
public final class ScopeExport {
  private static final int PAGE = 10;

  private final JsonMapper mapper =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();
  private final List<EntryStore<?>> stores;
  private final Sources sources;

  ScopeExport(
      Shelf<Organization> organizations,
      Shelf<Profile> profiles,
      Shelf<Creator> creators,
      Shelf<Twin> twins,
      Shelf<PortfolioItem> items,
      Shelf<Source> documents,
      Sources sources) {
    this.stores =
        List.of(
            organizations.store(),
            profiles.store(),
            creators.store(),
            twins.store(),
            items.store(),
            documents.store());
    this.sources = sources;
  }

  /** Writes the scope itself and all below it, parents first, stubs included. */
  public void write(UUID scope, OutputStream out) throws IOException {
    for (EntryStore<?> store : stores) {
      write(store, new UnderScope(scope), out);
    }
    out.flush();
  }

  private void write(EntryStore<?> store, UnderScope scope, OutputStream out) throws IOException {
    String after = "";
    List<Head> page;
    do {
      page = store.headsUnder(scope, after, PAGE);
      for (Entry<?> entry : store.entries(page.stream().map(Head::key).toList())) {
        mapper.writeValue(out, line(entry));
        out.write('\n');
      }
      after = page.isEmpty() ? after : page.getLast().key();
    } while (page.size() == PAGE);
  }

  private Map<String, Object> line(Entry<?> entry) {
    Head head = entry.head();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", head.path().last().type().name());
    line.put("ids", head.path().scopes().stream().map(scope -> scope.id()).toList());
    line.put("uid", head.uid().toString());
    line.put("revision", head.revision());
    line.put("deleted", head.deleted());
    line.put("created_at", head.createdAt().toString());
    line.put("changed_at", head.changedAt().toString());
    Object state = entry.state();
    if (state instanceof Source source) {
      line.put("state", fields(source));
    } else if (state != null) {
      line.put("state", StateJson.toDocument(state));
    }
    return line;
  }

  private Map<String, Object> fields(Source source) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("title", source.title());
    fields.put("media_type", source.mediaType());
    fields.put("language", source.language());
    fields.put("metadata", source.metadata());
    fields.put("sha256", source.sha256());
    fields.put("size", source.size());
    sources.content(source).ifPresent(bytes -> fields.put("content_base64", bytes));
    return fields;
  }
}
