package io.palimpsest.vectorstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whose a vector is that has an entity's id and says nothing of its uid, or somebody else's. */
class NamedVectorsTest {
  private static final UUID TWIN = UUID.randomUUID();
  private static final UUID SOURCE = UUID.randomUUID();
  private static final String OTHER = UUID.randomUUID().toString();
  private static final String DEAD = UUID.randomUUID().toString();
  private static final NamedVectors NOTE =
      NamedVectors.ofSource("note", "coach", List.of(TWIN, SOURCE));

  @Test
  void aSourcesAreThoseWithItsWholeIdThatNobodyElseWhoLivesOwns() {
    InMemory twin = new InMemory("creator_ada_twin_coach");
    twin.put("note#nobodys", Map.of());
    twin.put("note#its", Map.of(Ownership.SOURCE_UID, SOURCE.toString()));
    twin.put("note#anothers", Map.of(Ownership.SOURCE_UID, OTHER));
    twin.put("note#ofAnotherTwin", Map.of(Ownership.TWIN_UID, OTHER));
    twin.put("note#unknowns", Map.of(Ownership.SOURCE_UID, DEAD));
    twin.put("note", Map.of());
    twin.put("notebook#1", Map.of());
    assertThat(found(NOTE, twin))
        .containsExactlyInAnyOrder("note#nobodys", "note#its", "note#unknowns");
  }

  @Test
  void inANamespaceOfAWholeCreatorOnlyWhatNamesTheTwinIsMeant() {
    InMemory wide = new InMemory("creator_ada");
    wide.put("note#coachs", Map.of(Ownership.TWIN_ID, "coach"));
    wide.put("note#guides", Map.of(Ownership.TWIN_ID, "guide"));
    wide.put("note#nobodys", Map.of());
    assertThat(found(NOTE, wide)).containsExactly("note#coachs");
  }

  @Test
  void anItemsIsThatWithExactlyItsId() {
    InMemory portfolio = new InMemory("portfolio_acme");
    portfolio.put("port_1", Map.of());
    portfolio.put("port_10", Map.of());
    NamedVectors item = NamedVectors.ofItem("port_1", List.of(SOURCE));
    assertThat(found(item, portfolio)).containsExactly("port_1");
    portfolio.put("port_1", Map.of(Ownership.ITEM_UID, OTHER));
    assertThat(found(item, portfolio)).isEmpty();
  }

  private static List<String> found(NamedVectors vectors, InMemory namespace) {
    return vectors.in(
        namespace, Set.of(OTHER)::contains, Deadline.after(Ticker.system(), Duration.ofMinutes(1)));
  }

  private static final class InMemory implements NamespaceReader {
    private final String name;
    private final Map<String, StoredVector> vectors = new TreeMap<>();

    InMemory(String name) {
      this.name = name;
    }

    void put(String id, Map<String, String> metadata) {
      Metadata.Builder built = Metadata.builder();
      metadata.forEach(built::put);
      vectors.put(id, new StoredVector(id, VectorValues.of(1f), built.build()));
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public QueryAnswer query(VectorQuery query, Deadline deadline) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, StoredVector> fetch(Collection<String> ids, Deadline deadline) {
      Map<String, StoredVector> found = new TreeMap<>(vectors);
      found.keySet().retainAll(ids);
      return found;
    }

    @Override
    public void list(String prefix, Deadline deadline, Consumer<List<String>> page) {
      vectors.keySet().stream()
          .filter(id -> id.startsWith(prefix))
          .forEach(id -> page.accept(List.of(id)));
    }

    @Override
    public void matching(Filter filter, Deadline deadline, Consumer<List<StoredVector>> page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<NamespaceSummary> describe(Deadline deadline) {
      throw new UnsupportedOperationException();
    }
  }
}
