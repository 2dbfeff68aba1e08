package io.palimpsest.reembed.migration.legacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.Roles;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.vectorstore.IndexDescription;
import io.palimpsest.vectorstore.InvalidVectorException;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.pinecone.IndexAddress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of old systems, for the one job that backs up, restores and migrates. An index without a
 * name is the product's own, which is read here and never written.
 */
@Path("/internal/legacy")
@RolesAllowed(Roles.SERVICE)
@RunOnVirtualThread
public class InternalLegacyResource {
  /** Bearer of the key to the index; without it the service's own key is used. */
  static final String KEY = "X-Source-Key";

  /** What names of indexes begin with that are made to try a restore. */
  static final String SCRATCH = "palimpsest-scratch-";

  static final String NDJSON = "application/x-ndjson";

  /** Old vectors are below no scope of the product's: no fence ever names this. */
  private static final UUID NOBODY =
      UUID.nameUUIDFromBytes("palimpsest.legacy".getBytes(StandardCharsets.UTF_8));

  /** Long enough for a million vectors; each request has its own bound. */
  private static final Duration WHOLE = Duration.ofHours(12);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final LegacyIndexes indexes;
  private final Admissions admissions;

  InternalLegacyResource(LegacyIndexes indexes, Admissions admissions) {
    this.indexes = indexes;
    this.admissions = admissions;
  }

  /**
   * An index.
   *
   * @param dimension values of each vector
   * @param metric how it compares them
   * @param namespaces what it holds
   */
  public record Index(int dimension, String metric, List<Namespace> namespaces) {}

  /**
   * A namespace.
   *
   * @param name its name
   * @param records how many vectors the store says it has
   */
  public record Namespace(String name, long records) {}

  /**
   * An index that is wanted.
   *
   * @param name its name
   * @param dimension values of each vector
   * @param metric how it compares them
   */
  public record Wanted(String name, int dimension, @Nullable String metric) {}

  /**
   * What was written or deleted.
   *
   * @param records how many
   */
  public record Done(@JsonProperty("records") long records) {}

  /** What an index is and holds; 404 when there is none of the name. */
  @GET
  @Path("/index")
  @Produces(MediaType.APPLICATION_JSON)
  public Index index(
      @QueryParam("index") @DefaultValue("") String index, @HeaderParam(KEY) @Nullable String key) {
    Maintenance all = maintenance(index, key);
    IndexDescription described = all.describe(deadline());
    List<Namespace> namespaces = new ArrayList<>();
    all.namespaces(
        deadline(),
        page -> page.stream().map(InternalLegacyResource::namespace).forEach(namespaces::add));
    return new Index(described.dimension().orElse(0), described.metric().orElse(""), namespaces);
  }

  /** Creates the index when there is none; 409 when there is one of another dimension. */
  @POST
  @Path("/index")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Done make(@HeaderParam(KEY) @Nullable String key, @Nullable Wanted wanted) {
    if (wanted == null || wanted.name() == null) {
      throw new ProblemException(400, "json.missing", "a JSON object with a name is expected");
    }
    refuseOwn(wanted.name());
    Optional<IndexAddress> there = indexes.find(wanted.name(), given(key));
    if (there.isEmpty()) {
      indexes.create(wanted.name(), given(key), wanted.dimension(), metric(wanted.metric()));
      return new Done(1);
    }
    if (there.get().dimension() != wanted.dimension()) {
      throw new ProblemException(
          409,
          "index.dimension",
          "The index %s has dimension %d, the backup %d."
              .formatted(wanted.name(), there.get().dimension(), wanted.dimension()));
    }
    return new Done(0);
  }

  /**
   * All vectors of a namespace, a line each, and last a line {@code {"end": N}} with their number:
   * without it the stream broke off.
   */
  @GET
  @Path("/vectors")
  @Produces(NDJSON)
  public StreamingOutput vectors(
      @QueryParam("index") @DefaultValue("") String index,
      @QueryParam("namespace") @DefaultValue("") String namespace,
      @HeaderParam(KEY) @Nullable String key) {
    NamespaceReader from = maintenance(index, key).namespace(namespace);
    return out -> stream(from, out);
  }

  /**
   * What became of a batch.
   *
   * @param written vectors that were missing, or replaced
   * @param same vectors that were there bit for bit
   * @param kept vectors that were there and differ
   */
  public record Outcome(long written, long same, long kept) {}

  /**
   * Writes vectors, a line each, into an index that is not the product's own. What is there and
   * differs is kept, unless it is to be overwritten; a plan writes nothing.
   */
  @POST
  @Path("/vectors")
  @Consumes(NDJSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Outcome write(
      @QueryParam("index") @DefaultValue("") String index,
      @QueryParam("namespace") @DefaultValue("") String namespace,
      @QueryParam("overwrite") @DefaultValue("false") boolean overwrite,
      @QueryParam("plan") @DefaultValue("false") boolean plan,
      @HeaderParam(KEY) @Nullable String key,
      byte[] lines)
      throws InterruptedException {
    refuseOwn(index);
    List<VectorRecord> records = records(lines);
    Optional<VectorStore> store = store(index, key);
    if (store.isEmpty() && plan) {
      return new Outcome(records.size(), 0, 0);
    }
    NamespaceVectors into = maintenance(index, store).namespace(namespace);
    Map<String, StoredVector> there =
        into.fetch(records.stream().map(VectorRecord::id).toList(), deadline());
    List<VectorRecord> missing =
        records.stream().filter(record -> !there.containsKey(record.id())).toList();
    List<VectorRecord> differing =
        records.stream()
            .filter(record -> there.containsKey(record.id()))
            .filter(record -> !isSame(record, there.get(record.id())))
            .toList();
    List<VectorRecord> writes = new ArrayList<>(missing);
    if (overwrite) {
      writes.addAll(differing);
    }
    if (!plan && !writes.isEmpty()) {
      try (Work work = work()) {
        into.upsert(writes, work);
      }
    }
    return new Outcome(
        writes.size(),
        records.size() - missing.size() - differing.size(),
        overwrite ? 0 : differing.size());
  }

  private static boolean isSame(VectorRecord record, @Nullable StoredVector stored) {
    return stored != null
        && record.values().equals(stored.values())
        && record.metadata().values().equals(stored.metadata().values())
        && record.sparse().equals(stored.sparse());
  }

  /** Removes an index that a migration made to try a restore; 409 for any other. */
  @DELETE
  @Path("/index")
  public Response drop(@QueryParam("index") @DefaultValue("") String index) {
    if (!index.startsWith(SCRATCH) || indexes.isOwn(index)) {
      throw new ProblemException(
          409, "index.kept", "Only indexes named " + SCRATCH + "... are removed.");
    }
    indexes.drop(index);
    return Response.noContent().build();
  }

  /**
   * Ids to delete.
   *
   * @param ids in one namespace
   */
  public record Ids(List<String> ids) {}

  /**
   * Deletes vectors by id, or with {@code all} those of a whole namespace, from an index that is
   * not the product's own.
   */
  @POST
  @Path("/deletes")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Done delete(
      @QueryParam("index") @DefaultValue("") String index,
      @QueryParam("namespace") @DefaultValue("") String namespace,
      @QueryParam("all") @DefaultValue("false") boolean all,
      @HeaderParam(KEY) @Nullable String key,
      @Nullable Ids given)
      throws InterruptedException {
    refuseOwn(index);
    List<String> ids = given == null || given.ids() == null ? List.of() : given.ids();
    if (all || !ids.isEmpty()) {
      NamespaceVectors from = maintenance(index, key).namespace(namespace);
      try (Work work = work()) {
        if (all) {
          from.drop(work);
        } else {
          from.deleteIds(ids, work);
        }
      }
    }
    return new Done(ids.size());
  }

  private Work work() throws InterruptedException {
    return admissions.admitAll(List.of(NOBODY)).orElseThrow(Admissions.UnleasedException::new);
  }

  private Maintenance maintenance(String index, @Nullable String key) {
    return maintenance(index, store(index, key));
  }

  private static Maintenance maintenance(String index, Optional<VectorStore> store) {
    return store
        .orElseThrow(
            () ->
                new ProblemException(
                    404, "index.unknown", "There is no index named " + index + "."))
        .maintenance("migration", "index " + index);
  }

  private Optional<VectorStore> store(String index, @Nullable String key) {
    try {
      return indexes.open(index, given(key));
    } catch (VectorStoreException.Unauthorized refused) {
      throw new ProblemException(
          422, "index.key", "The key is refused for the index " + index + ".");
    }
  }

  private static void stream(NamespaceReader from, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(new SerializedString("\n"));
      long[] count = new long[1];
      from.list(
          "",
          deadline(),
          ids -> {
            for (StoredVector vector : from.fetch(ids, deadline()).values()) {
              try {
                VectorJson.write(vector, json);
              } catch (IOException gone) {
                throw new UncheckedIOException(gone);
              }
              count[0]++;
            }
          });
      json.writeStartObject();
      json.writeNumberField("end", count[0]);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  private static List<VectorRecord> records(byte[] lines) {
    List<VectorRecord> records = new ArrayList<>();
    try (MappingIterator<JsonNode> nodes = JSON.readerFor(JsonNode.class).readValues(lines)) {
      while (nodes.hasNext()) {
        records.add(VectorJson.read(nodes.next()));
      }
      return records;
    } catch (InvalidVectorException invalid) {
      throw new ProblemException(
          422,
          "vector.invalid",
          "A vector is not as the store takes it.",
          invalid.field(),
          invalid.rule());
    } catch (JsonProcessingException broken) {
      throw new ProblemException(400, "json.invalid", "A line is no JSON object.");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void refuseOwn(String index) {
    if (indexes.isOwn(index)) {
      throw new ProblemException(
          409, "index.own", "This is the product's own index; vectors enter it by their sources.");
    }
  }

  private static Namespace namespace(NamespaceSummary summary) {
    return new Namespace(summary.name(), summary.records());
  }

  private static Metric metric(@Nullable String name) {
    return Optional.ofNullable(name)
        .flatMap(
            given ->
                Arrays.stream(Metric.values())
                    .filter(one -> one.name().equals(given.toUpperCase(Locale.ROOT)))
                    .findFirst())
        .orElse(Metric.COSINE);
  }

  private static Optional<String> given(@Nullable String key) {
    return Optional.ofNullable(key).filter(text -> !text.isBlank());
  }

  private static Deadline deadline() {
    return Deadline.after(Ticker.system(), WHOLE);
  }
}
