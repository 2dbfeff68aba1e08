package io.palimpsest.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

  @ParameterizedTest
  @CsvSource({
    "PUT, /organizations, INGEST",
    "POST, /organizations/acme/items:bulk, INGEST",
    "PUT, /creators/a.b/twins/coach/sources/s1, INGEST",
    "GET, /submissions/e1, INGEST",
    "PUT, /contents/c1, INGEST",
    "GET, /registry/scopes, INGEST",
    "GET, /ingest/jobs, INGEST",
    "POST, /delphi/search, REEMBED",
    "POST, /delphi/search-cross-twin, REEMBED",
    "GET, /delphi/twins, REEMBED",
    "POST, /delphi/answer, REEMBED",
    "POST, /portfolio/search, REEMBED",
    "GET, /vectors/coverage, REEMBED",
    "POST, /routes/r1/promote, REEMBED",
    "GET, /jobs/j1, REEMBED",
    "GET, /parked, REEMBED",
    "GET, /reembed/jobs, REEMBED",
    "POST, /erasures, ERASURE",
    "GET, /erasures/e1/certificate, ERASURE",
    "DELETE, /delphi/twin/coach, ERASURE",
    "DELETE, /delphi/creator, ERASURE",
    "GET, /log/tile/0/000, ERASURE",
    "GET, /console/, ERASURE",
  })
  void eachRequestHasItsService(String method, String path, Service service) {
    assertThat(RouteTable.find(method, path)).contains(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/internal/keys/u1",
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
