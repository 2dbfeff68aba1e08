package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.pinecone.PageWalk.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageWalkTest {
  @Test
  void an_empty_page_with_a_next_token_is_not_the_end() {
    Map<String, Page<String>> pages =
        Map.of(
            "", new Page<>(List.of(), "1"),
            "1", new Page<>(List.of("a"), "2"),
            "2", new Page<>(List.of(), "3"),
            "3", new Page<>(List.of("b"), ""));

    assertThat(walk(pages)).containsExactly("a", "b");
  }

  @Test
  void a_repeated_token_is_an_error_and_not_the_end() {
    Map<String, Page<String>> pages =
        Map.of("", new Page<>(List.of("a"), "1"), "1", new Page<>(List.of("b"), "1"));

    assertThatExceptionOfType(VectorStoreException.Inconsistent.class)
        .isThrownBy(() -> walk(pages))
        .withMessageContaining("circle");
  }

  @Test
  void a_long_circle_is_found_too() {
    assertThatExceptionOfType(VectorStoreException.Inconsistent.class)
        .isThrownBy(
            () ->
                PageWalk.<String>walk(
                    "list",
                    token -> {
                      int at = token.isEmpty() ? 0 : Integer.parseInt(token);
                      return new Page<>(List.of(), Integer.toString(at == 700 ? 13 : at + 1));
                    },
                    page -> {}));
  }

  @Test
  void a_thousand_pages_are_walked_to_their_end() {
    List<Integer> seen = new ArrayList<>();

    PageWalk.<Integer>walk(
        "list",
        token -> {
          int at = token.isEmpty() ? 0 : Integer.parseInt(token);
          return new Page<>(List.of(at), at == 999 ? "" : Integer.toString(at + 1));
        },
        seen::addAll);

    assertThat(seen).hasSize(1_000).isSorted();
  }

  @Test
  void a_failing_page_is_thrown_after_what_was_read_before() {
    List<String> seen = new ArrayList<>();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                PageWalk.<String>walk(
                    "list",
                    token -> {
                      if (!token.isEmpty()) {
                        throw new IllegalStateException("broken page");
                      }
                      return new Page<>(List.of("a"), "1");
                    },
                    seen::addAll));
    assertThat(seen).containsExactly("a");
  }

  private static List<String> walk(Map<String, Page<String>> pages) {
    List<String> seen = new ArrayList<>();
    PageWalk.walk("list", pages::get, seen::addAll);
    return seen;
  }
}
