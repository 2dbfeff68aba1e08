package io.palimpsest.system.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of docs/access.md is true of every service. */
class RolesST {
  private static final Path TABLE =
      Path.of(System.getProperty("palimpsest.checkout"), "docs", "access.md");

  private static Tokens tokens;

  @BeforeAll
  static void startStores() throws InterruptedException, IOException {
    RunningStack stack = SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    try (Topics topics =
        Topics.connect(
            KafkaSettings.of(stack.bootstrapServers(), "roles"),
            URI.create(stack.registryUrl()),
            Replication.LOCAL)) {
      topics.apply();
    }
    tokens = new Tokens(TokenKeys.privateKey(Files.readString(stack.secrets().privateKeyFile())));
  }

  @ParameterizedTest
  @EnumSource(names = {"INGEST", "REEMBED", "ERASURE"})
  void everyDoorOpensForTheRolesOfTheTableAndForNobodyElse(Part service) throws Exception {
    EndpointCheck check =
        EndpointCheck.of(
            URI.create(SharedStack.with(service).serviceUrl(service)),
            TABLE,
            service.label() + "-service",
            RolesST::token);

    assertThat(check.deviations()).isEmpty();
  }

  private static String token(Role role) {
    Principal nobody =
        new Principal(
            "nobody",
            Set.of(role),
            Optional.of(new CreatorId("nobody-1")),
            Set.of(new OrganizationId("nobody-1")));
    return tokens.mint(nobody, Instant.now().minusSeconds(1), Duration.ofMinutes(10));
  }
}
