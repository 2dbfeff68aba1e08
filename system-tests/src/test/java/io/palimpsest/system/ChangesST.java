package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.client.Item;
import io.palimpsest.client.Match;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.client.Searchable;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.event.VectorsChanged;
import io.palimpsest.local.stack.Part;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change becomes searchable, cheaply, and what it removed is gone. */
class ChangesST {
  private static final String EMBEDDED = "palimpsest_reembed_chunks_embedded_total";
  private static final int SECTIONS = 60;

  private static Palimpsest palimpsest;

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
  }

  @Test
  void anItemThatIsSubmittedIsFoundByItsOrganization() throws Exception {
    String organization = "org_" + Palimpsest.unique("harbour");
    palimpsest.registerOrganization(organization, Palimpsest.unique("harbour"));
    try (PalimpsestClient client = palimpsest.organization(organization)) {
      Item item =
          new Item(
              "prof_1",
              "Lighthouse Trust",
              List.of("Online shop"),
              List.of("Java"),
              "https://example.com/shop",
              "Heritage");
      Written written = client.submitItem(organization, "port_1", item).join();
      Palimpsest.searchable(client, written);

      List<Match> found =
          client.searchPortfolio(Search.everywhere("shop for a lighthouse")).join().matches();

      assertThat(found).extracting(Match::itemId).containsExactly("port_1");
    }
  }

  @Test
  void anEditEmbedsOnlyTheChunksThatItTouched() throws Exception {
    String creator = Palimpsest.unique("ada");
    palimpsest.registerCreator(creator, List.of("coach"));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      String text = handbook();
      VectorsChanged first = announced(submit(client, creator, "handbook", text));
      double before = palimpsest.counter(Part.REEMBED, EMBEDDED);

      VectorsChanged edited =
          announced(
              submit(
                  client,
                  creator,
                  "handbook",
                  text.replace("Rule 30 says", "Since the spring tide, rule 30 says")));

      double embedded = palimpsest.counter(Part.REEMBED, EMBEDDED) - before;
      assertThat(first.getEmbedded()).isGreaterThan(10);
      assertThat(edited.getEmbedded()).isBetween(1, 4);
      assertThat(embedded).isEqualTo(edited.getEmbedded());
      assertThat(edited.getReused()).isGreaterThanOrEqualTo(first.getEmbedded() - 4);
      assertThat(texts(client, "coach", "what rule 30 says since the spring tide"))
          .anyMatch(chunk -> chunk.contains("Since the spring tide"))
          .noneMatch(chunk -> chunk.contains(" Rule 30 says"));
    }
  }

  @Test
  void theSameContentAgainEmbedsNothing() throws Exception {
    String creator = Palimpsest.unique("ada");
    palimpsest.registerCreator(creator, List.of("coach"));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      submit(client, creator, "note", "The ferry leaves at noon.");
      double before = palimpsest.counter(Part.REEMBED, EMBEDDED);

      Written again =
          client
              .submitSource(
                  creator, "coach", "note", Source.text("note", "The ferry leaves at noon."))
              .join();

      assertThat(again.unchanged()).isTrue();
      assertThat(again.revision()).isEqualTo(1);
      assertThat(palimpsest.counter(Part.REEMBED, EMBEDDED)).isEqualTo(before);
    }
  }

  @Test
  void whatWasDeletedIsGoneAndCreatedAgainGoesOnFromItsRevision() throws Exception {
    String creator = Palimpsest.unique("ada");
    palimpsest.registerCreator(creator, List.of("coach"));
    String path = "/creators/" + creator + "/twins/coach/sources/note";
    String namespace = Vectors.namespace(creator, "coach");
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      submit(client, creator, "note", "The ferry leaves at noon.");
      assertThat(texts(client, "coach", "when does the ferry leave")).hasSize(1);
      assertThat(palimpsest.vectors().ids(namespace)).hasSize(1);

      Reply deleted =
          palimpsest.sendText(
              "DELETE", path, palimpsest.creatorToken(creator), "application/json", "");
      assertThat(deleted.status()).isEqualTo(200);
      UUID uid = UUID.fromString(deleted.body().path("uid").asText());
      long revision = deleted.body().path("revision").asLong();
      Palimpsest.searchable(client, new Written("note", uid, revision, false));
      assertThat(texts(client, "coach", "when does the ferry leave")).isEmpty();
      assertThat(palimpsest.vectors().ids(namespace)).isEmpty();

      Searchable again = submit(client, creator, "note", "The bus leaves at midnight.");

      assertThat(again.revision()).isEqualTo(revision + 1);
      assertThat(again.uid()).isEqualTo(uid);
      assertThat(texts(client, "coach", "when does the ferry leave"))
          .containsExactly("The bus leaves at midnight.");
    }
  }

  private static Searchable submit(
      PalimpsestClient client, String creator, String source, String text) throws Exception {
    Written written =
        client.submitSource(creator, "coach", source, Source.text(source, text)).join();
    return Palimpsest.searchable(client, written);
  }

  /** What was announced of the revision. */
  private static VectorsChanged announced(Searchable searchable) {
    return await()
        .atMost(Palimpsest.AT_MOST)
        .until(
            () ->
                palimpsest.events(Topic.VECTORS, VectorsChanged.class).stream()
                    .filter(event -> event.getUid().equals(searchable.uid()))
                    .filter(event -> event.getRevision() == searchable.revision())
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static List<String> texts(PalimpsestClient client, String twin, String query) {
    return client.searchTwin(Search.inTwin(twin, query)).join().matches().stream()
        .map(Match::text)
        .toList();
  }

  private static String handbook() {
    return IntStream.range(0, SECTIONS)
        .mapToObj(ChangesST::section)
        .collect(Collectors.joining("\n\n"));
  }

  /** Long enough that a chunk holds only a few of them, and none like another. */
  private static String section(int n) {
    return IntStream.range(0, 6)
        .mapToObj(
            m ->
                ("Rule %d says in its part %d that whoever berths at quay %d waits for signal %d"
                        + " and then pays %d coins to the harbour master.")
                    .formatted(n, m, n * 7 + m, n * 13 + m, n * 3 + m))
        .collect(Collectors.joining(" "));
  }
}
