package io.palimpsest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  private final Paging items = at("/items");

  @Test
  void aCursorIsGoodForTheListThatAnsweredIt() {
    assertThat(items.after(items.cursor("größer"))).isEqualTo("größer");
    assertThat(items.after(null)).isEmpty();
    assertThat(items.after("")).isEmpty();
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    assertRefused(() -> items.after(at("/sources").cursor("a")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "%%%", "bm90IG91cnM", "7b7a0d5c-1c3a-4d53-8c0f-5f5f6d0e4a11"})
  void whatIsNoCursorIsRefused(String text) {
    assertRefused(() -> items.after(text));
  }

  @Test
  void aKeyThatCannotBeReadIsRefused() {
    UUID id = UUID.randomUUID();
    assertThat(items.after(items.cursor(id.toString()), UUID::fromString)).contains(id);
    assertThat(items.after(null, UUID::fromString)).isEmpty();
    assertRefused(() -> items.after(items.cursor("7"), UUID::fromString));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void aPageHasOneToAThousandEntries(int limit) {
    assertThat(Paging.limit(1)).isEqualTo(1);
    assertThat(Paging.limit(1000)).isEqualTo(1000);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Paging.limit(limit))
        .satisfies(refused -> assertThat(refused.problem().field()).isEqualTo("limit"));
  }

  private static void assertRefused(Runnable read) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(read::run)
        .satisfies(
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().field()).isEqualTo("cursor");
            });
  }

  private static Paging at(String path) {
    return new Paging(
        (UriInfo)
            Proxy.newProxyInstance(
                PagingTest.class.getClassLoader(),
                new Class<?>[] {UriInfo.class},
                (proxy, method, arguments) -> path));
  }
}
