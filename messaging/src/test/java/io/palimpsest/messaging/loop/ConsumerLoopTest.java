package io.palimpsest.messaging.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.Test;

/** The loop over Kafka's mock, turn by turn, with something coming in between at every call. */
class ConsumerLoopTest {
  private static final int LENGTH = 12;
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final TopicPartition FIRST = LoggedConsumer.ALL.getFirst();
  private static final TopicPartition SECOND = LoggedConsumer.ALL.getLast();

  /** Faults that a call of the consumer may throw. */
  private static final List<Function<String, Throwable>> FAULTS =
      List.of(
          KafkaException::new,
          AuthorizationException::new,
          IllegalStateException::new,
          NoClassDefFoundError::new);

  private static final BiConsumer<String, Integer> NOTHING = (call, nth) -> {};

  private final AtomicLong clock = new AtomicLong();
  private final Settlements settlements = new Settlements();

  /** Settles each third turn, holds in each second, gives back now and then. */
  private final class Mixed implements RecordHandler<String, byte[]> {
    final Map<TopicPartition, List<Long>> handled = new HashMap<>();
    final Map<TopicPartition, Set<Long>> done = new HashMap<>();
    final Set<ConsumerRecord<String, byte[]>> held = new HashSet<>();
    final Set<TopicPartition> waiting = new HashSet<>();
    int turns;

    @Override
    public List<Outcome> handle(List<ConsumerRecord<String, byte[]>> records) {
      turns++;
      if (turns % 5 == 0) {
        throw new IllegalStateException("a dependency is down");
      }
      if (turns % 7 == 0) {
        throw new StackOverflowError("in a handler");
      }
      waiting.clear();
      List<Outcome> outcomes = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> one : records) {
        outcomes.add(outcome(one, outcomes.size()));
      }
      return outcomes;
    }

    private Outcome outcome(ConsumerRecord<String, byte[]> one, int at) {
      if ((turns % 3 == 0 && at == 1) || waiting.contains(place(one))) {
        waiting.add(place(one));
        return new Outcome.Again("test.again");
      }
      handled.computeIfAbsent(place(one), first -> new ArrayList<>()).add(one.offset());
      if (turns % 2 == 0) {
        held.add(one);
        return new Outcome.Held();
      }
      finished(one);
      return new Outcome.Settled();
    }

    private void finished(ConsumerRecord<String, byte[]> one) {
      done.computeIfAbsent(place(one), first -> new HashSet<>()).add(one.offset());
    }

    /** Every second time: work is under way, then it is done. */
    @Override
    public boolean wants() {
      boolean wanted = held.isEmpty();
      held.forEach(this::finished);
      held.forEach(one -> settlements.settle(place(one), one.offset()));
      held.clear();
      return wanted;
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
      held.removeIf(one -> partitions.contains(place(one)));
    }
  }

  @Test
  void aRebalanceAtAnyCallLosesNothing() throws Exception {
    int calls = run(NOTHING, NOTHING).count();
    Map<String, Integer> fired = new TreeMap<>();

    for (int at = 0; at < calls; at++) {
      int when = at;
      for (List<TopicPartition> given :
          List.of(LoggedConsumer.ALL, List.of(FIRST), List.of(SECOND), List.<TopicPartition>of())) {
        LoggedConsumer[] consumer = new LoggedConsumer[1];
        BiConsumer<String, Integer> rebalance =
            (call, nth) -> {
              if (nth == when) {
                fired.merge(call, 1, Integer::sum);
                consumer[0].reassign(given);
              }
            };
        run(consumer, (call, nth) -> inPoll(call, nth, rebalance), rebalance);
      }
    }

    System.out.printf("rebalances fired by call: %s%n", fired);
    assertThat(fired.keySet())
        .contains("poll", "seek", "pause", "resume", "commitSync", "assignment", "paused");
  }

  @Test
  void aThrowOfAnyCallLeavesTheLoopAliveAndIsTold() throws Exception {
    int calls = run(NOTHING, NOTHING).count();
    Map<String, Integer> fired = new TreeMap<>();

    for (int at = 0; at < calls; at++) {
      int when = at;
      for (Function<String, Throwable> fault : FAULTS) {
        run(
            (call, nth) -> {
              if (nth == when) {
                fired.merge(call, 1, Integer::sum);
                throwAny(fault.apply("at " + call));
              }
            },
            NOTHING);
      }
    }

    System.out.printf("throws fired by call: %s%n", fired);
    assertThat(fired.keySet()).contains("poll", "seek", "pause", "resume", "commitSync");
  }

  @Test
  void whatIsReturnedWhileNothingIsWantedIsSoughtBackTo() throws Exception {
    boolean[] wanted = {false};
    List<Long> handled = new ArrayList<>();
    LoggedConsumer[] consumer = new LoggedConsumer[1];
    consumer[0] =
        new LoggedConsumer(
            2,
            (call, nth) -> {
              if (call.equals("poll") && !wanted[0]) {
                consumer[0].reassign(List.of(FIRST));
              }
            },
            NOTHING);
    ConsumerLoop<String, byte[]> loop =
        loop(
            consumer[0],
            new RecordHandler<>() {
              @Override
              public List<Outcome> handle(List<ConsumerRecord<String, byte[]>> records) {
                records.forEach(one -> handled.add(one.offset()));
                return records.stream().map(one -> (Outcome) new Outcome.Settled()).toList();
              }

              @Override
              public boolean wants() {
                return wanted[0];
              }
            });
    loop.turn();
    loop.turn();
    assertThat(handled).isEmpty();

    wanted[0] = true;
    loop.turn();

    assertThat(handled).containsExactly(0L, 1L);
  }

  @Test
  void aRecordThatHasToWaitStopsItsPartitionAlone() throws Exception {
    Map<TopicPartition, List<Long>> handled = new HashMap<>();
    LoggedConsumer consumer = new LoggedConsumer(LENGTH, NOTHING, NOTHING);
    ConsumerLoop<String, byte[]> loop =
        loop(
            consumer,
            records ->
                records.stream()
                    .map(
                        one -> {
                          if (one.partition() == 0 && one.offset() >= 1) {
                            return new Outcome.Again("content.unavailable");
                          }
                          handled
                              .computeIfAbsent(place(one), first -> new ArrayList<>())
                              .add(one.offset());
                          return (Outcome) new Outcome.Settled();
                        })
                    .toList());
    join(loop, consumer);
    for (int turn = 0; turn < LENGTH; turn++) {
      loop.turn();
    }

    assertThat(handled.get(SECOND)).hasSize(LENGTH).isSorted();
    assertThat(handled.get(FIRST)).containsExactly(0L);
    assertThat(consumer.marks()).containsEntry(FIRST, 1L).containsEntry(SECOND, (long) LENGTH);
    assertThat(loop.failure()).contains("content.unavailable");
  }

  @Test
  void aHandlerThatWantsNothingMoreEndsTheLoopAndItSaysSo() throws Exception {
    LoggedConsumer consumer = new LoggedConsumer(LENGTH, NOTHING, NOTHING);
    List<Throwable> ended = new ArrayList<>();
    ConsumerLoop<String, byte[]> loop =
        ConsumerLoop.of(
            settings(),
            consumer,
            (joined, listener) -> {
              joined.subscribe(List.of(LoggedConsumer.TOPIC), listener);
              consumer.reassign(LoggedConsumer.ALL);
            },
            new RecordHandler<>() {
              @Override
              public List<Outcome> handle(List<ConsumerRecord<String, byte[]>> records) {
                return records.stream()
                    .map(one -> (Outcome) new Outcome.End(new IllegalStateException("a hole")))
                    .toList();
              }

              @Override
              public void ended(Throwable reason) {
                ended.add(reason);
              }
            },
            settlements);
    loop.start();
    await().atMost(Duration.ofSeconds(90)).until(consumer::closed);

    assertThat(loop.failure()).get().asString().contains("a hole");
    assertThat(ended).hasSize(1);
    assertThat(consumer.closed()).isTrue();
    assertThat(consumer.marks()).containsEntry(FIRST, 0L);
  }

  @Test
  void outcomesThatAreMissingCountAsNone() throws Exception {
    LoggedConsumer consumer = new LoggedConsumer(LENGTH, NOTHING, NOTHING);
    ConsumerLoop<String, byte[]> loop = loop(consumer, records -> List.of());
    join(loop, consumer);

    loop.turn();

    assertThat(loop.failure()).get().asString().contains("0 outcomes for");
    assertThat(consumer.marks().values()).containsOnly(0L);
  }

  private static void inPoll(String call, int nth, BiConsumer<String, Integer> rebalance) {
    if (call.equals("poll")) {
      rebalance.accept(call, nth);
    }
  }

  private LoggedConsumer run(BiConsumer<String, Integer> before, BiConsumer<String, Integer> after)
      throws Exception {
    return run(new LoggedConsumer[1], before, after);
  }

  /** Reads both partitions to their end; what came in between did so by then. */
  private LoggedConsumer run(
      LoggedConsumer[] holder,
      BiConsumer<String, Integer> before,
      BiConsumer<String, Integer> after)
      throws Exception {
    boolean[] armed = {false};
    LoggedConsumer consumer =
        new LoggedConsumer(
            LENGTH,
            (call, nth) -> {
              if (armed[0]) {
                before.accept(call, nth);
              }
            },
            (call, nth) -> {
              if (armed[0]) {
                after.accept(call, nth);
              }
            });
    holder[0] = consumer;
    Mixed handler = new Mixed();
    settlements.forget(LoggedConsumer.ALL);
    ConsumerLoop<String, byte[]> loop = loop(consumer, handler);
    join(loop, consumer);
    armed[0] = true;
    for (int turn = 0; turn < 25; turn++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      loop.turn();
      assertNothingUnfinishedIsCommitted(consumer, handler);
    }
    armed[0] = false;
    consumer.reassign(LoggedConsumer.ALL);
    for (int turn = 0; turn < 60; turn++) {
      clock.addAndGet(Duration.ofSeconds(1).toNanos());
      loop.turn();
      assertNothingUnfinishedIsCommitted(consumer, handler);
    }
    assertThat(consumer.marks())
        .containsEntry(FIRST, (long) LENGTH)
        .containsEntry(SECOND, (long) LENGTH);
    assertThat(loop.failure()).isEmpty();
    handler.handled.values().forEach(ConsumerLoopTest::assertInOrder);
    return consumer;
  }

  private static void assertNothingUnfinishedIsCommitted(LoggedConsumer consumer, Mixed handler) {
    consumer
        .marks()
        .forEach(
            (partition, mark) -> {
              Set<Long> done = handler.done.getOrDefault(partition, Set.of());
              for (long offset = 0; offset < mark; offset++) {
                assertThat(done).as("committed %d of %s", mark, partition).contains(offset);
              }
            });
  }

  /** Each for the first time only after all before it. */
  private static void assertInOrder(List<Long> handled) {
    long newest = -1;
    for (long offset : handled) {
      assertThat(offset).isLessThanOrEqualTo(newest + 1);
      newest = Math.max(newest, offset);
    }
    assertThat(newest).isEqualTo(LENGTH - 1);
  }

  private ConsumerLoop<String, byte[]> loop(
      LoggedConsumer consumer, RecordHandler<String, byte[]> handler) {
    return new ConsumerLoop<>(
        settings(),
        consumer,
        Joining.group(List.of(LoggedConsumer.TOPIC)),
        handler,
        settlements,
        clock::get);
  }

  private static void join(ConsumerLoop<String, byte[]> loop, LoggedConsumer consumer)
      throws InterruptedException {
    loop.turn();
    consumer.reassign(LoggedConsumer.ALL);
  }

  private static LoopSettings settings() {
    return new LoopSettings("test", Commits.EACH_TURN, SHORT, SHORT, Duration.ofSeconds(10));
  }

  private static TopicPartition place(ConsumerRecord<?, ?> one) {
    return new TopicPartition(one.topic(), one.partition());
  }

  private static void throwAny(Throwable fault) {
    switch (fault) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new AssertionError(fault);
    }
  }
}
