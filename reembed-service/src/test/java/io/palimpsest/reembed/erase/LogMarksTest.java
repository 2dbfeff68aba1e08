package io.palimpsest.reembed.erase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.vectorstore.WriteReceipt;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What evidence says of the places of deletes. */
class LogMarksTest {
  private final LogMarks marks = new LogMarks();

  @Test
  void theNewestOfEachNamespaceIsSaidByItsPlaceAndNoNameIs() {
    marks.add("creator_a_twin_b", new WriteReceipt(1, OptionalLong.of(19)));
    marks.add("creator_a_twin_b", new WriteReceipt(1, OptionalLong.of(17)));
    marks.add("creator_a", new WriteReceipt(1, OptionalLong.of(4)));
    assertThat(marks.in(List.of("creator_a", "creator_a_twin_c", "creator_a_twin_b")))
        .isEqualTo(" lsn:0=4,2=19");
  }

  @Test
  void aStoreThatSaysNoneLeavesNothing() {
    marks.add("creator_a", new WriteReceipt(1, OptionalLong.empty()));
    assertThat(marks.in(List.of("creator_a"))).isEmpty();
  }
}
