package io.palimpsest.deploy.body;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation, and what goes through it.
 *
 * @param takes its body
 * @param answers the body of its answer
 */
record Operation(String method, String path, String summary, Content takes, Content answers) {
  /**
   * What is sent.
   *
   * @param how words before the shape, such as {@code a line each:}
   * @param shape of JSON, if it is any
   */
  record Content(String how, Optional<Shape> shape) {
    static final Content NONE = new Content("-", Optional.empty());

    static Content of(String how, Shape shape) {
      return new Content(how, Optional.of(shape));
    }

    static Content words(String words) {
      return new Content(words, Optional.empty());
    }

    private String cell() {
      return Stream.of(how, shape.map(Operation::linked).orElse(""))
          .filter(part -> !part.isEmpty())
          .reduce((one, other) -> one + " " + other)
          .orElseThrow();
    }
  }

  /** A shape's label, with a link to the body in it. */
  static String linked(Shape shape) {
    return shape
        .body()
        .map(
            body ->
                shape
                    .label()
                    .replace(body.title(), "[%s](#%s)".formatted(body.title(), anchor(body))))
        .orElseGet(shape::label);
  }

  /** The bodies that it is made of. */
  List<Shape.Body> bodies() {
    return Stream.of(takes, answers)
        .flatMap(content -> content.shape().stream())
        .flatMap(shape -> shape.body().stream())
        .toList();
  }

  /** A row of the table of operations. */
  String row() {
    return "| `%s %s` | %s | %s | %s |%n"
        .formatted(method, path, summary, takes.cell(), answers.cell());
  }

  /** The name of the heading of a body. */
  static String anchor(Shape.Body body) {
    return body.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
