package io.palimpsest.vectorstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is asked of the store without a time at which asking ends, fixed by the caller. */
class DeadlinesTest {
  /** What makes no call: names, and handles that make calls later. */
  private static final Set<String> LOCAL =
      Set.of("name", "namespace", "forTenant", "maintenance", "close");

  static Stream<Method> calls() {
    return Stream.of(
            VectorStore.class,
            Maintenance.class,
            NamespaceReader.class,
            NamespaceVectors.class,
            Inference.class)
        .flatMap(port -> Arrays.stream(port.getDeclaredMethods()))
        .filter(method -> !method.isSynthetic() && !LOCAL.contains(method.getName()));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void everyCallToTheStoreHasAnAbsoluteDeadline(Method call) {
    assertThat(List.of(call.getParameterTypes()))
        .as("%s", call)
        .containsAnyOf(Deadline.class, Work.class);
  }

  @Test
  void thereAreCallsToLookAt() {
    assertThat(calls().map(Method::getName))
        .contains("query", "fetch", "upsert", "deleteIds", "describe", "embed");
  }
}
