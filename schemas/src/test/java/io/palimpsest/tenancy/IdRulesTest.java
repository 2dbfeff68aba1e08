package io.palimpsest.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdRulesTest {
  private static final String SIXTY_FOUR = "a".repeat(64);
  private static final String UUID = "5b0c2f9d-11aa-4c7e-8d35-0c7a3a0a7d0e";

  @ParameterizedTest
  @MethodSource
  void whatFitsIsKeptAsItIs(Function<String, Record> kind, String id) {
    assertThat(kind.apply(id)).hasToString(id);
  }

  static Stream<Arguments> whatFitsIsKeptAsItIs() {
    return Stream.of(
            fits(
                CreatorId::new,
                "sainath.no.1",
                "a",
                "0",
                "a-b_c.d",
                SIXTY_FOUR,
                UUID,
                "twin",
                "default",
                "my_twins",
                "creator",
                "tenant"),
            fits(
                TwinId::new,
                "coach",
                "default",
                "twin_y",
                "x_twin",
                "_twin_".substring(1, 5),
                UUID,
                "a_twin_b",
                "creator_x"),
            fits(OrganizationSlug::new, "acme", "default-org", "a", "1", SIXTY_FOUR, "a--b"),
            fits(
                OrganizationId::new,
                "org_acme",
                "ORG:1",
                "a",
                "Z",
                "0",
                "aa",
                "a".repeat(128),
                UUID),
            fits(ProfileId::new, "p", "prof_1", "a.b:c-d_e"),
            fits(ItemId::new, "1", "port_0123456789ab", "A1"),
            fits(SourceId::new, "s", "src_42", "a..b"))
        .flatMap(Function.identity());
  }

  @ParameterizedTest
  @MethodSource
  void whatDoesNotFitIsRefusedWithItsRule(Function<String, Record> kind, String id, String rule) {
    assertThatThrownBy(() -> kind.apply(id))
        .isInstanceOfSatisfying(
            InvalidIdException.class,
            refused -> {
              assertThat(refused.rule()).contains(rule);
              assertThat(refused.getMessage()).contains(refused.field()).contains(refused.rule());
            });
  }

  static Stream<Arguments> whatDoesNotFitIsRefusedWithItsRule() {
    return Stream.of(
            breaks(
                CreatorId::new,
                "starting and ending",
                "",
                " ",
                "Acme",
                "acme inc",
                "acme ",
                "-a",
                "a-",
                ".a",
                "a.",
                "_a",
                "a_",
                "a/b",
                "a#b",
                "ä",
                "ａ",
                SIXTY_FOUR + "a",
                "a\n",
                "a\0"),
            breaks(CreatorId::new, "without '..'", "a..b"),
            breaks(CreatorId::new, "'_twin_'", "x_twin", "x_twin_y"),
            breaks(CreatorId::new, "does not start", "creator_x", "tenant_x"),
            breaks(CreatorId::new, "reserved", "system", "admin", "null"),
            breaks(TwinId::new, "reserved", "system", "admin", "null"),
            breaks(TwinId::new, "without '..'", "a..b"),
            breaks(
                OrganizationSlug::new,
                "digits and '-'",
                "acme.inc",
                "acme_inc",
                "Acme",
                "a/b",
                "-a",
                "a-",
                ""),
            breaks(OrganizationSlug::new, "reserved", "system", "admin", "null"),
            breaks(OrganizationSlug::new, "legacy", "default"),
            breaks(
                OrganizationId::new,
                "1 to 128",
                "",
                ".",
                ":",
                "a".repeat(129),
                "org acme",
                "org#1",
                "_org",
                "org_"),
            breaks(SourceId::new, "1 to 128", "src#1", "src/1", "src\n1"),
            breaks(ItemId::new, "reserved", "system", "admin", "null"))
        .flatMap(Function.identity());
  }

  @Test
  void namesThatCleaningOnceMadeOneTenantStayApart() {
    assertThat(new CreatorId("acme.inc")).isNotEqualTo(new CreatorId("acme_inc"));
    assertThatThrownBy(() -> new CreatorId("Acme Inc")).isInstanceOf(InvalidIdException.class);
  }

  @Test
  void aRefusalDoesNotRepeatTheValue() {
    assertThatThrownBy(() -> new CreatorId("Jane Doe")).message().doesNotContain("Jane");
  }

  private static Stream<Arguments> fits(Function<String, Record> kind, String... ids) {
    return Stream.of(ids).map(id -> Arguments.of(kind, id));
  }

  private static Stream<Arguments> breaks(
      Function<String, Record> kind, String rule, String... ids) {
    return Stream.of(ids).map(id -> Arguments.of(kind, id, rule));
  }
}
