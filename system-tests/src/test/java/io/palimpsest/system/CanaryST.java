package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Search;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.local.stack.Part;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Personal data that is planted wherever the product takes some is looked for where none may be: in
 * the audit log, the access log, what the services log and what they measure. Traces: {@link
 * TracesST}.
 */
class CanaryST {
  private static final List<Part> SERVICES =
      List.of(Part.GATEWAY, Part.INGEST, Part.REEMBED, Part.ERASURE);

  private static Palimpsest palimpsest;
  private static Erasures erasures;

  /** Each a word that nobody writes by accident. */
  private final Map<String, String> planted = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    palimpsest = Palimpsest.running();
    erasures = new Erasures(palimpsest);
  }

  @Test
  void whatIsPersonalIsInNoLogAndNoMetric() throws Exception {
    String creator = word("creator");
    String twin = word("twin");
    String name = "Wilhelmina " + word("name");
    palimpsest.send(
        "PUT", "/creators/" + creator, palimpsest.operatorToken(), Map.of("display_name", name));
    palimpsest.send(
        "PUT",
        "/creators/" + creator + "/twins/" + twin,
        palimpsest.operatorToken(),
        Map.of("display_name", name));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      String text = "The letters of " + word("text") + " lie in the second drawer.";
      Written written =
          client
              .submitSource(creator, twin, word("source"), Source.text(word("title"), text))
              .join();
      Palimpsest.searchable(client, written);
      assertThat(client.searchTwins(Search.everywhere("letters " + word("query"))).join().matches())
          .as("positive control: it is there")
          .isNotEmpty();
    }
    refusedWithWords(creator);
    searchedByName(name);
    UUID request = erasures.erase(creator);
    assertThat(erasures.read(request).path("state").asText()).isEqualTo("CONFIRMED_LIVE");

    Map<String, String> places = places();
    assertThat(places.values())
        .as("positive control: something is there")
        .noneMatch(String::isEmpty);
    Set<String> found = new HashSet<>();
    places.forEach(
        (place, content) ->
            planted.forEach(
                (what, word) -> {
                  if (content.toLowerCase(Locale.ROOT).contains(word)) {
                    found.add(what + " in " + place);
                  }
                }));
    assertThat(found).isEmpty();
  }

  /** A demand with a personal reference, refused with a reason in words. */
  private void refusedWithWords(String creator) throws Exception {
    UUID id = UUID.randomUUID();
    Map<String, Object> body = new HashMap<>();
    body.put("request_id", id.toString());
    body.put("scope", Map.of("type", "CREATOR", "ids", List.of(creator)));
    body.put("external_reference", word("reference"));
    body.put("external_reference_personal", true);
    String asks = palimpsest.complianceToken("asks");
    assertThat(palimpsest.send("POST", "/erasures", asks, body).status()).isEqualTo(202);
    erasures.awaitState(id, "AWAITING_APPROVAL");
    Reply refused =
        palimpsest.send(
            "POST",
            "/erasures/" + id + "/reject",
            palimpsest.complianceToken("refuses"),
            Map.of("reason", "legal_claims", "text", "This was asked by " + word("refusal")));
    assertThat(refused.status()).as("%s", refused.body()).isIn(200, 202, 204);
  }

  private static void searchedByName(String name) throws Exception {
    Reply candidates =
        palimpsest.get(
            "/erasures/candidates?q=" + name.replace(" ", "%20"),
            palimpsest.complianceToken("searches"));
    assertThat(candidates.status()).as("%s", candidates.body()).isIn(200, 400);
  }

  private String word(String what) {
    return planted.computeIfAbsent(
        what, one -> "qx" + one + UUID.randomUUID().toString().substring(0, 8));
  }

  private static Map<String, String> places() throws Exception {
    Map<String, String> places = new HashMap<>();
    for (Topic topic : List.of(Topic.AUDIT, Topic.AUDIT_CHECKPOINTS, Topic.ACCESS)) {
      places.put(topic.topicName(), bytes(topic));
    }
    for (Part service : SERVICES) {
      places.put("log of " + service, Files.readString(palimpsest.stack().process(service).log()));
    }
    for (Part service : List.of(Part.INGEST, Part.REEMBED, Part.ERASURE)) {
      places.put("metrics of " + service, palimpsest.metrics(service));
    }
    return places;
  }

  /** Keys and values of every record, as they lie there. */
  private static String bytes(Topic topic) {
    List<String> all = new ArrayList<>(Arrays.asList(topic.topicName()));
    palimpsest.bytes(
        topic,
        record -> {
          all.add(record.key());
          if (record.value() instanceof Decoded.Event<byte[]> event) {
            all.add(new String(event.value(), StandardCharsets.ISO_8859_1));
          }
        });
    return String.join("\n", all);
  }
}
