package io.palimpsest.messaging.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OffsetsTest {
  @Test
  void aGapOfTheLogNeedsNoFinishing() {
    Offsets offsets = new Offsets(10);
    offsets.read(10);
    offsets.read(15);
    offsets.finish(10);
    assertThat(offsets.committable()).isEqualTo(15);
    assertThat(offsets.unfinished()).isEqualTo(1);
    offsets.finish(15);
    assertThat(offsets.committable()).isEqualTo(16);
  }

  @Test
  void aHundredThousandUnfinishedRecordsAreABitEach() {
    Offsets offsets = new Offsets(0);
    for (long offset = 0; offset < 100_000; offset++) {
      offsets.read(offset);
    }
    offsets.finish(99_999);
    assertThat(offsets.committable()).isZero();
    for (long offset = 0; offset < 100_000; offset++) {
      offsets.finish(offset);
    }
    assertThat(offsets.committable()).isEqualTo(100_000);
    assertThat(offsets.unfinished()).isZero();
  }

  @Property(tries = 300)
  void theLowestUnfinishedOffsetIsCommitted(@ForAll long seed) {
    Random random = new Random(seed);
    Offsets offsets = new Offsets(7);
    TreeSet<Long> unfinished = new TreeSet<>();
    long next = 7;
    for (int step = 0; step < 200; step++) {
      if (random.nextBoolean() || unfinished.isEmpty()) {
        next += random.nextInt(3) == 0 ? 2 : 0;
        offsets.read(next);
        unfinished.add(next++);
      } else {
        List<Long> any = new ArrayList<>(unfinished);
        Collections.shuffle(any, random);
        offsets.finish(any.getFirst());
        unfinished.remove(any.getFirst());
      }
      long lowest = unfinished.isEmpty() ? next : unfinished.first();
      assertThat(offsets.committable()).isEqualTo(lowest);
      assertThat(offsets.unfinished()).isEqualTo(unfinished.size());
    }
    unfinished.forEach(offsets::finish);
    assertThat(offsets.committable()).isEqualTo(next);
  }
}
