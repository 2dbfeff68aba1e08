package io.palimpsest.ingest.migration.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.testing.LegacySet;
import io.palimpsest.tenancy.OrganizationId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemMappingTest {
  private static final OrganizationId ORG = new OrganizationId("org_default");

  @ParameterizedTest
  @ValueSource(longs = {1, 20261129, 77, 4242, 9_007_199_254_740_993L})
  void anyMessySetBecomesWhatAnIndependentReferenceSays(long seed) throws Exception {
    MessyRows rows = new MessyRows(seed);
    int rejected = 0;
    for (int number = 0; number < 2_000; number++) {
      BsonDocument row = rows.row(number);
      for (boolean prefer : new boolean[] {false, true}) {
        Mapped mapped = new ItemMapping(ORG, prefer).map(new LegacyRow(row));
        ReferenceMapping.Expected expected = ReferenceMapping.of(row, ORG.value(), prefer);
        if (expected == null) {
          rejected++;
          assertThat(mapped).isInstanceOf(Mapped.Rejected.class);
        } else {
          assertThat(seen(mapped)).as(row.toJson()).isEqualTo(expected);
        }
      }
    }
    assertThat(rejected).as("the set has rows that cannot be mapped").isPositive();
  }

  @Test
  void allRowsThatSomebodyElseWroteBecomeItemsOfDistinctIds() throws Exception {
    Set<String> ids = new HashSet<>();
    for (BsonDocument row : LegacySet.rows()) {
      Mapped mapped = new ItemMapping(ORG, false).map(new LegacyRow(row));
      assertThat(seen(mapped)).isEqualTo(ReferenceMapping.of(row, ORG.value(), false));
      ids.add(((Mapped.Item) mapped).id().value());
    }
    assertThat(ids).hasSize(101);
  }

  @ParameterizedTest
  @CsvSource({
    "Workshop booking, Travel, job_title:Travel",
    "Shopify for a clinic, E-commerce, job_title:E-commerce",
    "REAL ESTATE, Real Estate, job_title:Real Estate",
    "real-estate, General, none",
    "gamers, General, none",
    "B2B_portal, General, none",
  })
  void anIndustryIsTheFirstRowOfTheTableWithAWholeWord(String title, String industry, String rule) {
    Mapped.Item mapped =
        (Mapped.Item)
            map("{_id: 1, company_name: 'A', job_title: '%s', industry: ' '}".formatted(title));
    assertThat(mapped.item().industry()).isEqualTo(industry);
    assertThat(mapped.industryRule()).isEqualTo(rule);
  }

  @Test
  void aTitleGoesBeforeADescriptionAndWhatIsGivenBeforeBoth() {
    assertThat(
            item("{_id:1, company_name:'A', job_title:'crm', job_description:'shop'}").industry())
        .isEqualTo("SaaS");
    assertThat(item("{_id:1, company_name:'A', job_title:'x', job_description:'shop'}").industry())
        .isEqualTo("E-commerce");
    assertThat(item("{_id:1, company_name:'A', job_title:'shop', industry:' Law '}").industry())
        .isEqualTo("Law");
  }

  @Test
  void whatTheItemDoesNotHaveIsNamedAndStaysWhereItIs() {
    Mapped.Item mapped =
        (Mapped.Item) map("{_id: 1, company_name: 'A', outcome: '', duration_days: 7}");
    assertThat(mapped.left()).containsExactly("duration_days", "outcome");
  }

  @Test
  void aRowThatBreaksARuleOfItemsIsRejectedByThatRule() {
    Mapped mapped = map("{_id: 1, company_name: '%s'}".formatted("x".repeat(301)));
    assertThat(mapped)
        .isInstanceOfSatisfying(
            Mapped.Rejected.class,
            rejected ->
                assertThat(rejected.reason())
                    .isEqualTo("company_name: has at most 300 characters"));
  }

  @Test
  void aDigestTellsOneRowFromAnotherAndTypesFromEachOther() {
    assertThat(digest("{_id: 1, a: 1}")).isEqualTo(digest("{_id: 1, a: 1}"));
    assertThat(digest("{_id: 1, a: 1}")).isNotEqualTo(digest("{_id: 1, a: {$numberLong: '1'}}"));
  }

  private static String digest(String json) {
    return new LegacyRow(BsonDocument.parse(json)).digest();
  }

  private static PortfolioItem item(String json) {
    return ((Mapped.Item) map(json)).item();
  }

  private static Mapped map(String json) {
    return new ItemMapping(ORG, false).map(new LegacyRow(BsonDocument.parse(json)));
  }

  private static ReferenceMapping.Expected seen(Mapped mapped) {
    Mapped.Item item = (Mapped.Item) mapped;
    PortfolioItem state = item.item();
    return new ReferenceMapping.Expected(
        item.id().value(),
        state.companyName(),
        state.skills(),
        state.deliverables(),
        state.portfolioUrl(),
        Objects.requireNonNull(state.industry()));
  }
}
