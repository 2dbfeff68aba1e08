package io.palimpsest.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the table against the endpoints that there are: those of {@code docs/access.md}. */
class RouteTableTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\w+)-service \\| ([A-Z]+) \\| `([^`]+)`", Pattern.MULTILINE);
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

  private record Endpoint(Service service, String method, String path) {
    static Endpoint of(MatchResult row) {
      return new Endpoint(
          Service.valueOf(row.group(1).toUpperCase(Locale.ROOT)),
          row.group(2),
          PARAMETER.matcher(row.group(3)).replaceAll("a.b"));
    }

    boolean isInternal() {
      return path.startsWith("/internal/");
    }
  }

  private static Stream<Endpoint> endpoints() throws IOException {
    Path checkout = Path.of(System.getProperty("palimpsest.checkout"));
    String text = Files.readString(checkout.resolve("docs/access.md"));
    return ROW.matcher(text).results().map(Endpoint::of);
  }

  private static Stream<Endpoint> outer() throws IOException {
    return endpoints().filter(endpoint -> !endpoint.isInternal());
  }

  private static Stream<Endpoint> inner() throws IOException {
    return endpoints().filter(Endpoint::isInternal);
  }

  @Test
  void theEndpointsOfAllServicesAreRead() throws IOException {
    assertThat(outer().map(Endpoint::service)).contains(Service.values());
    assertThat(outer()).hasSizeGreaterThan(100);
    assertThat(inner()).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @MethodSource("outer")
  void eachEndpointHasItsService(Endpoint endpoint) {
    assertThat(RouteTable.find(endpoint.method(), endpoint.path())).contains(endpoint.service());
  }

  @ParameterizedTest
  @MethodSource("inner")
  void whatServicesAskEachOtherIsNotReachable(Endpoint endpoint) {
    assertThat(RouteTable.find(endpoint.method(), endpoint.path())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/q/metrics",
        "/q/health",
        "/organizationsx",
        "/creators-of-old",
        "/delphi",
        "/delphi/twin/coach",
        "/delphi/creator",
        "/ORGANIZATIONS"
      })
  void whatIsNotListedIsNotReachable(String path) {
    assertThat(RouteTable.find("GET", path)).isEqualTo(Optional.empty());
  }
}
