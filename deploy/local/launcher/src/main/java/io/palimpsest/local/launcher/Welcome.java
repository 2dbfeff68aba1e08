package io.palimpsest.local.launcher;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code up} prints: addresses, tokens, what to try. */
final class Welcome {

  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final CreatorId CREATOR = new CreatorId("ada");

  private final StateFolder state;

  Welcome(StateFolder state) {
    this.state = state;
  }

  /** Prints it; without a gateway there is nothing to try, so only what runs. */
  void print(PrintWriter out) throws IOException {
    Map<String, String> addresses = state.addresses();
    out.println();
    addresses.forEach((name, address) -> out.printf("  %-18s %s%n", name, address));
    if (addresses.containsKey("gateway")) {
      printTry(out, addresses.get("gateway"));
    }
    out.println("./palimpsest status | logs PART | down");
    out.flush();
  }

  private void printTry(PrintWriter out, String gateway) throws IOException {
    Path key = state.folder().resolve("keys").resolve("token-private.pem");
    Tokens tokens = new Tokens(TokenKeys.privateKey(Files.readString(key)));
    out.println(
        """

        Tokens, valid for 12 hours (more: ./palimpsest token --help):

          OPERATOR=%s

          ADA=%s

        Try, with the two lines above in your shell:

          P=%s
          api() { curl -sS -H "Authorization: Bearer $1" -H 'Content-Type: application/json' "${@:2}"; echo; }
          api $OPERATOR -X PUT $P/creators/ada -d '{"display_name": "Ada"}'
          api $OPERATOR -X PUT $P/creators/ada/twins/coach -d '{"display_name": "Coach"}'
          api $ADA -X PUT $P/creators/ada/twins/coach/sources/first -d '{"title": "First", "content": "A palimpsest is written twice."}'
          api $ADA -X POST $P/delphi/search -d '{"twin_id": "coach", "query": "written again"}'
          api $ADA -X DELETE "$P/delphi/twin/coach?wait=30s"

        Console for compliance and auditors: %s/console
          sign in with OPERATOR; a second person approves: ./palimpsest token --role compliance --subject otto
        """
            .formatted(
                tokens.mint(operator(), Instant.now(), LIFETIME),
                tokens.mint(creator(), Instant.now(), LIFETIME),
                gateway,
                gateway));
  }

  private static Principal operator() {
    return new Principal(
        "local-operator", Set.of(Role.OPERATOR, Role.COMPLIANCE), Optional.empty(), Set.of());
  }

  private static Principal creator() {
    return new Principal(
        "local-ada", Set.of(Role.PRODUCER, Role.READER), Optional.of(CREATOR), Set.of());
  }
}
