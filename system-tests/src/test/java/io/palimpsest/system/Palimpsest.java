package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Searchable;
import io.palimpsest.client.Written;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The whole product as processes, started once, and how its callers use it. */
final class Palimpsest {
  static final Duration AT_MOST = Duration.ofSeconds(120);

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Set<Role> OWNER = Set.of(Role.PRODUCER, Role.READER);

  private static @Nullable Palimpsest shared;

  private final RunningStack stack;
  private final Tokens tokens;
  private final Http http;
  private final KafkaSettings kafka;
  private final EventCodec codec;
  private final EventPublisher publisher;

  private Palimpsest(RunningStack stack) throws Exception {
    this.stack = stack;
    this.tokens =
        new Tokens(TokenKeys.privateKey(Files.readString(stack.secrets().privateKeyFile())));
    this.http = new Http(URI.create(stack.gatewayUrl()), "Authorization");
    this.kafka = KafkaSettings.of(stack.bootstrapServers(), "system-tests");
    this.codec = RegistryEventCodec.connect(URI.create(stack.registryUrl()), false);
    this.publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
  }

  /** The shared stack with all its parts. */
  static synchronized Palimpsest running() throws Exception {
    Palimpsest running = shared;
    if (running == null) {
      running = new Palimpsest(WholeStack.running());
      shared = running;
    }
    return running;
  }

  /** A stack of the caller's own, with a gateway. */
  static Palimpsest over(RunningStack stack) throws Exception {
    return new Palimpsest(stack);
  }

  /** An id that no other test uses. */
  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  RunningStack stack() {
    return stack;
  }

  Vectors vectors() {
    return new Vectors(stack);
  }

  EventPublisher publisher() {
    return publisher;
  }

  EventCodec codec() {
    return codec;
  }

  /** A token of one creator's application. */
  String creatorToken(String creator) {
    return mint(OWNER, Optional.of(creator), Set.of());
  }

  /** A token of one organization's application. */
  String organizationToken(String organization) {
    return mint(OWNER, Optional.empty(), Set.of(organization));
  }

  String operatorToken() {
    return mint(Set.of(Role.OPERATOR, Role.COMPLIANCE), Optional.empty(), Set.of());
  }

  /** A token of one person of compliance. */
  String complianceToken(String keyId) {
    return tokens.mint(
        new Principal(keyId, Set.of(Role.COMPLIANCE), Optional.empty(), Set.of()),
        Instant.now().minusSeconds(5),
        LIFETIME);
  }

  PalimpsestClient creator(String id) {
    String token = creatorToken(id);
    return PalimpsestClient.open(URI.create(stack.gatewayUrl()), () -> token);
  }

  PalimpsestClient organization(String id) {
    String token = organizationToken(id);
    return PalimpsestClient.open(URI.create(stack.gatewayUrl()), () -> token);
  }

  Reply get(String path, String token) throws Exception {
    return http.get(path, bearer(token));
  }

  /** Uid of what an operator sees at a path. */
  UUID uid(String path) throws Exception {
    return UUID.fromString(get(path, operatorToken()).body().path("uid").asText());
  }

  Reply send(String method, String path, String token, Object body) throws Exception {
    return http.send(method, path, bearer(token), body);
  }

  Reply sendText(String method, String path, String token, String mediaType, String body)
      throws Exception {
    return http.call(method, path, bearer(token), mediaType, BodyPublishers.ofString(body));
  }

  /** The result lines of a bulk. */
  List<String> lines(String path, String token, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(stack.gatewayUrl()).resolve(path))
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", bearer(token))
            .build();
    return HttpClient.newHttpClient()
        .send(request, BodyHandlers.ofLines())
        .body()
        .filter(line -> !line.isBlank())
        .toList();
  }

  void registerCreator(String creator, Collection<String> twins) throws Exception {
    register("/creators/" + creator, Map.of("display_name", creator));
    for (String twin : twins) {
      register("/creators/" + creator + "/twins/" + twin, Map.of("display_name", twin));
    }
  }

  /** An organization with one profile, {@code prof_1}. */
  void registerOrganization(String organization, String slug) throws Exception {
    register(
        "/organizations/" + organization,
        Map.of("slug", slug, "name", slug, "org_type", "agency", "plan_tier", "pro"));
    register("/organizations/" + organization + "/profiles/prof_1", Map.of("name", "Mira"));
  }

  static Searchable searchable(PalimpsestClient client, Written written) throws Exception {
    return searchable(client, written, AT_MOST);
  }

  static Searchable searchable(PalimpsestClient client, Written written, Duration atMost)
      throws Exception {
    return client.awaitSearchable(written, atMost).get(atMost.toSeconds() + 30, TimeUnit.SECONDS);
  }

  /** Every event of a topic that can be decoded. */
  <T extends SpecificRecord> List<T> events(Topic topic, Class<T> type) {
    List<T> events = new ArrayList<>();
    new TopicLog(kafka, codec)
        .read(
            topic,
            type,
            Duration.ofSeconds(30),
            found -> {
              if (found.value() instanceof Decoded.Event<T>(T event)) {
                events.add(event);
              }
            });
    return events;
  }

  /** Hands on every record of a topic. */
  void bytes(Topic topic, Consumer<TopicRecord<byte[]>> each) {
    new TopicLog(kafka, codec).readBytes(topic, Duration.ofSeconds(60), each);
  }

  /** A counter of a service, all its tags together; 0 when it does not exist yet. */
  double counter(Part service, String name) throws Exception {
    return sum(service, name + "(?:\\{[^}]*\\})?");
  }

  /** A counter of a service with one tag, such as {@code outcome="refused"}. */
  double counter(Part service, String name, String tag) throws Exception {
    return sum(service, name + "\\{[^}]*" + tag + "[^}]*\\}");
  }

  /** What a service exports, as Prometheus reads it. */
  String metrics(Part service) throws Exception {
    URI metrics = URI.create(stack.serviceUrl(service)).resolve("/q/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body();
  }

  private double sum(Part service, String pattern) throws Exception {
    Matcher line = Pattern.compile("(?m)^" + pattern + " ([0-9.E+-]+)$").matcher(metrics(service));
    double sum = 0;
    while (line.find()) {
      sum += Double.parseDouble(line.group(1));
    }
    return sum;
  }

  private void register(String path, Map<String, ?> registration) throws Exception {
    Reply reply = send("PUT", path, operatorToken(), registration);
    assertThat(reply.status()).as("%s %s", path, reply.body()).isIn(200, 201);
  }

  private String mint(Set<Role> roles, Optional<String> creator, Set<String> organizations) {
    Principal principal =
        new Principal(
            "system-tests",
            roles,
            creator.map(CreatorId::new),
            Set.copyOf(organizations.stream().map(OrganizationId::new).toList()));
    return tokens.mint(principal, Instant.now().minusSeconds(5), LIFETIME);
  }

  private static String bearer(String token) {
    return token.isEmpty() ? "" : "Bearer " + token;
  }
}
