package io.palimpsest.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @Test
  void anOrdinaryPathIsDecodedWithoutItsQuery() {
    assertThat(RequestPath.of("/creators/sainath.no.1/twins?limit=5%2F"))
        .contains("/creators/sainath.no.1/twins");
    assertThat(RequestPath.of("/organizations/acme/items%3Abulk"))
        .contains("/organizations/acme/items:bulk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/organizations/../internal/keys/u1",
        "/organizations/%2e%2E/internal/keys/u1",
        "/organizations/./acme",
        "/organizations/..",
        "//internal/keys/u1",
        "/organizations//acme",
        "/organizations/..%2finternal",
        "/organizations/%252e%252e/internal",
        "/organizations/..;a=b/internal",
        "/organizations/..%5cinternal",
        "/organizations/%",
        "/organizations/a%00b",
        "organizations",
      })
  void aPathThatAServiceMightReadInAnotherWayIsRefused(String target) {
    assertThat(RequestPath.of(target)).isEmpty();
  }
}
