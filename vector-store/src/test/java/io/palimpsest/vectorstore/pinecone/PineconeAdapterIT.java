package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.vectorstore.CountedWork;
import io.palimpsest.vectorstore.VectorStoreException.QuotaExceeded;
import io.palimpsest.vectorstore.VectorStoreException.RateLimited;
import io.palimpsest.vectorstore.VectorStoreException.Unauthorized;
import io.palimpsest.vectorstore.VectorStoreException.Unavailable;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract on the local vector server, and its faults. */
class PineconeAdapterIT extends VectorStoreContract {
  @Override
  PineconeSettings settings() throws InterruptedException {
    RunningStack stack = SharedStack.with(Part.VECTORS);
    return PineconeSettings.of(stack.vectorsHost(), stack.secrets().vectorsAdminKey());
  }

  @Test
  void a_rate_limit_says_how_long_to_wait() throws InterruptedException {
    try (VectorFaults faults = faults()) {
      String fault =
          faults.inject(
              """
              {"fault":"fail","operations":["query"],"status":429,"retry_after":3,"times":1}""");

      assertThatExceptionOfType(RateLimited.class)
          .isThrownBy(() -> namespace.query(query(1), deadline()))
          .satisfies(limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(3)));
      assertThat(faults.fired(fault)).isEqualTo(1);
    }
  }

  @Test
  void a_quota_and_an_outage_are_told_apart() throws InterruptedException {
    try (VectorFaults faults = faults()) {
      faults.inject("{\"fault\":\"fail\",\"operations\":[\"upsert\"],\"status\":403,\"times\":1}");
      assertThatExceptionOfType(QuotaExceeded.class)
          .isThrownBy(() -> namespace.upsert(one(), work()));

      CountedWork work = work();
      faults.inject("{\"fault\":\"fail\",\"operations\":[\"upsert\"],\"status\":503,\"times\":1}");
      assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> namespace.upsert(one(), work));
      assertThat(work.withoutAnswer()).isEqualTo(1);
    }
  }

  @Test
  void a_lost_acknowledgement_is_no_answer_though_the_write_is_there() throws InterruptedException {
    write(1);
    try (VectorFaults faults = faults()) {
      String fault =
          faults.inject("{\"fault\":\"lose_answer\",\"operations\":[\"upsert\"],\"times\":1}");
      CountedWork work = CountedWork.within(Duration.ofSeconds(2));

      assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> namespace.upsert(one(), work));

      assertThat(faults.fired(fault)).isEqualTo(1);
      assertThat(work.withoutAnswer()).isEqualTo(1);
      assertThat(listed("")).contains("one");
    }
  }

  @Test
  void a_listing_that_fails_on_a_later_page_is_an_error_and_not_its_end()
      throws InterruptedException {
    write(250);
    try (VectorFaults faults = faults()) {
      String fault =
          faults.inject(
              """
              {"fault":"fail","operations":["list"],"status":500,"skip":2,"times":1}""");

      assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> listed(""));
      assertThat(faults.fired(fault)).isEqualTo(1);
    }
  }

  @Test
  void a_read_only_key_reads_and_may_not_write() throws InterruptedException {
    write(1);
    RunningStack stack = SharedStack.with(Part.VECTORS);
    try (PineconeVectorStore reader =
        PineconeVectorStore.open(
            PineconeSettings.of(stack.vectorsHost(), stack.secrets().vectorsReaderKey()))) {
      var same = reader.maintenance("verify", "test").namespace(namespace.name());

      assertThat(same.fetch(List.of("v000"), deadline())).containsKey("v000");
      assertThatExceptionOfType(Unauthorized.class)
          .isThrownBy(() -> same.deleteIds(List.of("v000"), work()));
      assertThat(listed("")).containsExactly("v000");
    }
  }

  @Test
  void writes_and_queries_carry_log_sequence_numbers() {
    long written = namespace.upsert(one(), work()).lsn().orElseThrow();

    assertThat(namespace.query(query(1), deadline()).maxIndexedLsn().orElseThrow())
        .isGreaterThanOrEqualTo(written);
  }

  private static VectorFaults faults() throws InterruptedException {
    return new VectorFaults(SharedStack.with(Part.VECTORS));
  }
}
