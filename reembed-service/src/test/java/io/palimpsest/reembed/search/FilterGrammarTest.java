package io.palimpsest.reembed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.access.Problem;
import io.palimpsest.access.ProblemException;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Filter.Comparison;
import io.palimpsest.vectorstore.Filter.Membership;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.Ownership;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FilterGrammarTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void a_plain_value_means_equal() {
    assertThat(read("{'topic': 'sport'}")).isEqualTo(Filter.equal("topic", "sport"));
  }

  @Test
  void fields_and_operators_side_by_side_must_all_hold() {
    assertThat(read("{'year': {'$gte': 2020, '$lt': 2022}, 'draft': false}"))
        .isEqualTo(
            new Filter.And(
                List.of(
                    new Filter.And(
                        List.of(
                            new Filter.Compare("year", Comparison.GTE, MetadataValue.of(2020L)),
                            new Filter.Compare("year", Comparison.LT, MetadataValue.of(2022L)))),
                    new Filter.Compare("draft", Comparison.EQ, MetadataValue.of(false)))));
  }

  @Test
  void conditions_nest() {
    assertThat(
            read(
                "{'$or': [{'tag': {'$in': ['a', 'b']}},"
                    + " {'$and': [{'tag': {'$nin': ['c']}}, {'n': {'$exists': true}}]}]}"))
        .isEqualTo(
            new Filter.Or(
                List.of(
                    new Filter.Within("tag", Membership.IN, texts("a", "b")),
                    new Filter.And(
                        List.of(
                            new Filter.Within("tag", Membership.NIN, texts("c")),
                            new Filter.Exists("n", true))))));
  }

  @Test
  void a_whole_number_above_2_to_the_53_is_compared_as_it_is_stored() {
    assertThat(read("{'big': {'$eq': 9007199254740993}}"))
        .isEqualTo(Filter.equal("big", "9007199254740993"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          []                                    | filter
          {}                                    | filter
          'text'                                | filter
          {'a': {}}                             | filter.a
          {'a': null}                           | filter.a
          {'a': ['x']}                          | filter.a
          {'a': {'$regex': 'x'}}                | filter.a
          {'a': {'b': 'x'}}                     | filter.a
          {'a': {'$gt': 'x'}}                   | filter.a.$gt
          {'a': {'$in': []}}                    | filter.a
          {'a': {'$in': [[1]]}}                 | filter.a
          {'a': {'$in': [true]}}                | filter.a.$in
          {'a': {'$exists': 1}}                 | filter.a
          {'$and': []}                          | filter.$and
          {'$and': {'a': 1}}                    | filter.$and
          {'$or': [{'a': 1}, 2]}                | filter.$or[1]
          {'$not': [{'a': 1}]}                  | filter
          {' ': 1}                              | filter
          {'creator_id': 'x'}                   | filter.creator_id
          {'a': {'$eq': 1e999}}                 | filter.a
          {'a': 123456789012345678901234567890} | ok
          """)
  void whatever_breaks_the_grammar_is_refused_with_its_place(String filter, String place) {
    if (place.equals("ok")) {
      assertThat(read(filter)).isInstanceOf(Filter.Compare.class);
    } else {
      Problem problem = refused(filter.strip());
      assertThat(problem.status()).isEqualTo(400);
      assertThat(problem.code()).isEqualTo("filter.invalid");
      assertThat(problem.field()).isEqualTo(place);
      assertThat(problem.rule()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("tenantFields")
  void no_filter_reaches_for_what_says_whose_a_vector_is(String field) {
    assertThat(refused("{'" + field + "': {'$ne': 'x'}}").rule()).contains("token");
  }

  static Stream<String> tenantFields() {
    return Stream.concat(
        Ownership.UID_KEYS.stream(),
        Stream.of(Ownership.CREATOR_ID, Ownership.TWIN_ID, Ownership.ORGANIZATION_ID));
  }

  @Test
  void depth_and_size_are_bounded() {
    String deep = "{'a': 1}";
    for (int level = 1; level < FilterGrammar.MAX_DEPTH; level++) {
      deep = "{'$and': [" + deep + "]}";
    }
    assertThat(read(deep)).isNotNull();
    assertThat(refused("{'$and': [" + deep + "]}").rule()).contains("levels");
    assertThat(read(conditions(FilterGrammar.MAX_CONDITIONS))).isNotNull();
    assertThat(refused(conditions(FilterGrammar.MAX_CONDITIONS + 1)).rule()).contains("64");
    assertThat(refused("{'" + "f".repeat(129) + "': 1}").rule()).contains("128");
    assertThat(refused("{'a': '" + "x".repeat(1_025) + "'}").rule()).contains("1,024");
  }

  private static String conditions(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> "'f" + at + "': 1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static List<MetadataValue> texts(String... texts) {
    return Stream.of(texts).map(MetadataValue::of).toList();
  }

  private static Problem refused(String filter) {
    return catchThrowableOfType(ProblemException.class, () -> read(filter)).problem();
  }

  private static Filter read(String filter) {
    try {
      return FilterGrammar.read(JSON.readTree(filter.replace('\'', '"')));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }
}
