package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
  private final Agreement agreement = new Agreement();

  @Test
  void theSameAnswersAgreeWholly() {
    agreement.add(scores("abcd", 4, 3, 2, 1), 4, scores("abcd", 4, 3, 2, 1));
    assertThat(agreement.mean()).isEqualTo(1);
    assertThat(agreement.rankCorrelation()).hasValue(1);
  }

  @Test
  void theOtherWayRoundIsFoundAndDoesNotCorrelate() {
    agreement.add(scores("abcd", 4, 3, 2, 1), 4, scores("dcba", 4, 3, 2, 1));
    assertThat(agreement.mean()).isEqualTo(1);
    assertThat(agreement.rankCorrelation()).hasValue(-1);
  }

  @Test
  void aTieOfTheLastIsAsGoodAsTheLast() {
    agreement.add(scores("abc", 4, 3, 3), 2, scores("ac", 4, 3));
    assertThat(agreement.mean()).isEqualTo(1);
  }

  /** Of six pairs five are ordered before, one of them turned: (4 - 1) / sqrt(5 * 6). */
  @Test
  void tiesCountForNeitherSide() {
    agreement.add(scores("abcd", 4, 3, 3, 1), 4, scores("bacd", 4, 3, 2, 1));
    assertThat(agreement.rankCorrelation().orElseThrow())
        .isCloseTo(3 / Math.sqrt(30), within(1e-12));
  }

  @Test
  void whereAllAreTiesNothingIsSaidOfTheOrder() {
    agreement.add(scores("ab", 1, 1), 2, scores("ab", 2, 1));
    agreement.add(scores("ab", 2, 1), 2, scores("x", 2));
    assertThat(agreement.rankCorrelation()).isEmpty();
    assertThat(agreement.mean()).isEqualTo(0.5);
  }

  @Test
  void scoresThatTheIndexCannotTellApartAreTies() {
    agreement.add(scores("ab", 0.9, 0.9 - 1e-12), 2, scores("ba", 2, 1));
    assertThat(agreement.rankCorrelation()).isEmpty();
  }

  @Test
  void medianAndTheLowestTwentiethShowWhatAMeanHides() {
    for (int at = 0; at < 40; at++) {
      agreement.add(
          scores("abcd", 4, 3, 2, 1), 4, at < 2 ? scores("x", 1) : scores("abcd", 4, 3, 2, 1));
    }
    assertThat(agreement.questions()).isEqualTo(40);
    assertThat(agreement.mean()).isCloseTo(0.95, within(1e-12));
    assertThat(agreement.median()).isEqualTo(1);
    assertThat(agreement.p5()).isZero();
  }

  private static Map<String, Double> scores(String ids, double... scores) {
    Map<String, Double> all = new LinkedHashMap<>();
    for (int at = 0; at < ids.length(); at++) {
      all.put(ids.substring(at, at + 1), scores[at]);
    }
    return all;
  }
}
