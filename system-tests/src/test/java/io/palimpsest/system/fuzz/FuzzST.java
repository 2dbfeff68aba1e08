package io.palimpsest.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.system.WholeStack;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Generated inputs for every operation of every service: none is answered as a fault of the
 * service, and the service is ready afterwards. More of them with {@code -Dpalimpsest.fuzz=20000},
 * others with {@code -Dpalimpsest.seed=1}.
 */
@EnabledIfSystemProperty(named = "palimpsest.full", matches = "true")
class FuzzST {
  private static final int INPUTS = Integer.getInteger("palimpsest.fuzz", 1_500);
  private static final long SEED = Long.getLong("palimpsest.seed", 20_261_128L);

  private static RunningStack stack;
  private static Fuzzer.Known known;

  @BeforeAll
  static void start() throws Exception {
    stack = WholeStack.running();
    PrivateKey key = TokenKeys.privateKey(Files.readString(stack.secrets().privateKeyFile()));
    String creator = "fuzz-" + UUID.randomUUID().toString().substring(0, 8);
    String organization = "org_" + creator;
    String operator = token(key, Set.of(Role.OPERATOR, Role.COMPLIANCE, Role.AUDITOR), creator);
    register(operator, "/creators/" + creator, "{\"display_name\":\"Fuzz\"}");
    register(operator, "/creators/" + creator + "/twins/coach", "{}");
    register(
        operator,
        "/organizations/" + organization,
        "{\"slug\":\"%s\",\"name\":\"F\",\"org_type\":\"agency\",\"plan_tier\":\"pro\"}"
            .formatted(creator));
    register(operator, "/organizations/" + organization + "/profiles/prof_1", "{\"name\":\"Ada\"}");
    List<String> tokens = new ArrayList<>();
    tokens.add(operator);
    tokens.add(token(key, Set.of(Role.PRODUCER, Role.READER), creator));
    tokens.add(token(key, Set.of(Role.PRODUCER, Role.READER), creator));
    tokens.add(token(key, Set.of(Role.SERVICE), creator));
    tokens.addAll(odd(key));
    known =
        new Fuzzer.Known(
            tokens,
            List.of(
                creator,
                creator,
                organization,
                "coach",
                "prof_1",
                "port_1",
                "6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e"));
  }

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "REEMBED", "ERASURE"})
  void noInputIsAnsweredAsAFaultOfTheService(Part service) throws Exception {
    URI base = URI.create(stack.serviceUrl(service));
    Fuzzer fuzzer = Fuzzer.of(base, SEED, known);

    List<String> faults = fuzzer.run(INPUTS);

    System.out.printf(
        "fuzz: %s, %d inputs for %d operations, seed %d: answered %s, faults %d%n",
        service.label(), INPUTS, fuzzer.operations(), SEED, fuzzer.statuses(), faults.size());
    assertThat(faults).isEmpty();
    assertThat(fuzzer.statuses()).as("some inputs are taken").containsKey(200);
    assertThat(status(HttpRequest.newBuilder(base.resolve("/q/health/ready")).build()))
        .isEqualTo(200);
  }

  private static String token(PrivateKey key, Set<Role> roles, String creator) {
    return new Tokens(key)
        .mint(
            new Principal(
                "fuzz",
                roles,
                Optional.of(new CreatorId(creator)),
                Set.of(new OrganizationId("org_" + creator))),
            Instant.now().minusSeconds(5),
            Duration.ofHours(2));
  }

  /** Signed by the right key, and wrong in what they say. */
  private static List<String> odd(PrivateKey key) throws Exception {
    long until = Instant.now().plusSeconds(7_200).getEpochSecond();
    List<String> tokens = new ArrayList<>();
    for (String claims :
        List.of(
            "{\"exp\":%d,\"roles\":[\"operator\"]}",
            "{\"exp\":%d,\"sub\":\"f\",\"roles\":{}}",
            "{\"exp\":%d,\"sub\":\"f\",\"roles\":[{}]}",
            "{\"exp\":%d,\"sub\":\"f\",\"roles\":\"operator\"}",
            "{\"exp\":%d,\"sub\":\"f\",\"roles\":[\"reader\"],\"creator_id\":{}}",
            "{\"exp\":%d,\"sub\":\"f\",\"roles\":[\"reader\"],\"org_ids\":7}",
            "{\"exp\":%d,\"sub\":7,\"roles\":[\"operator\"]}")) {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
      signature.setPayload(claims.formatted(until));
      signature.setKey(key);
      tokens.add(signature.getCompactSerialization());
    }
    return tokens;
  }

  private static void register(String token, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.gatewayUrl()).resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    assertThat(status(request)).as(path).isIn(200, 201);
  }

  private static int status(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }
}
