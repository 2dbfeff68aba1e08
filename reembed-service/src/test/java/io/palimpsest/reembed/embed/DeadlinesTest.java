package io.palimpsest.reembed.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.find.QueryEmbedder;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing is asked of a model without a time at which asking ends, fixed by the caller: at once, or
 * in the turn that it takes.
 */
class DeadlinesTest {
  /** What makes no call: what is known of a model, and its other layers. */
  private static final Set<String> LOCAL = Set.of("model", "dimension", "unremembered");

  static Stream<Method> calls() {
    return Stream.of(Embedder.class, QueryEmbedder.class, BoundedModel.class)
        .flatMap(port -> Arrays.stream(port.getDeclaredMethods()))
        .filter(method -> !method.isSynthetic() && !LOCAL.contains(method.getName()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallToAModelHasAnAbsoluteDeadline(Method call) {
    assertThat(List.of(call.getParameterTypes()))
        .as("%s", call)
        .containsAnyOf(Deadline.class, Embedder.Turn.class);
  }

  @Test
  void thereAreCallsToLookAt() {
    assertThat(calls().map(Method::getName)).contains("embed", "until");
  }
}
