package io.palimpsest.erasure.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.erasure.export.BundlePart;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The vectors of a scope with their metadata, page by page, by the key that may only read. */
@ApplicationScoped
class VectorsPart implements BundlePart {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final JsonMapper mapper =
      JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();
  private final VerifierStores stores;

  VectorsPart(VerifierStores stores) {
    this.stores = stores;
  }

  @Override
  public String file() {
    return "vectors.jsonl";
  }

  @Override
  public void write(Plan plan, OutputStream out) throws IOException {
    Maintenance reader = stores.home("export");
    Deadline deadline = Deadline.after(Ticker.system(), LONGEST);
    try {
      for (String name : plan.namespaces()) {
        NamespaceVectors own = reader.namespace(name);
        own.list("", deadline, ids -> lines(name, own.fetch(ids, deadline).values(), out));
      }
      Filter scope =
          Filter.equal(VectorCheck.key(plan.scope().type()), plan.scope().uid().toString());
      for (String name : plan.sharedNamespaces()) {
        reader.namespace(name).matching(scope, deadline, page -> lines(name, page, out));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void lines(String namespace, Collection<StoredVector> vectors, OutputStream out) {
    try {
      for (StoredVector vector : vectors) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("namespace", namespace);
        line.put("id", vector.id());
        line.put("values", vector.values().toArray());
        Map<String, Object> metadata = new LinkedHashMap<>();
        vector.metadata().values().forEach((key, value) -> metadata.put(key, plain(value)));
        line.put("metadata", metadata);
        mapper.writeValue(out, line);
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object plain(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text text -> text.value();
      case MetadataValue.Numeric number -> number.value();
      case MetadataValue.Flag flag -> flag.value();
      case MetadataValue.TextList list -> list.values();
    };
  }
}
