package io.palimpsest.deploy.body;

import io.palimpsest.deploy.code.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a piece of JSON looks like. */
sealed interface Shape {
  /**
   * A value.
   *
   * @param kind its type in words, such as {@code text}
   */
  record Plain(String kind) implements Shape {}

  /** One of these names. */
  record OneOf(List<String> names) implements Shape {}

  /** A list. */
  record Many(Shape of) implements Shape {}

  /** An object whose names are free. */
  record Named(Shape of) implements Shape {}

  /**
   * An object of named fields.
   *
   * @param name of its record, with the outer one's
   * @param type that record
   * @param arguments what its type variables stand for
   */
  record Body(String name, Code.Type type, Map<String, Shape> arguments) implements Shape {
    /** As a heading names it, and its link on GitHub and on the site alike. */
    String title() {
      String name = name().replace('.', '-');
      return arguments.isEmpty()
          ? name
          : name
              + " of "
              + String.join(", ", arguments.values().stream().map(Shape::label).toList());
    }
  }

  /**
   * A field of an object.
   *
   * @param name in JSON
   * @param optional whether it may be missing
   * @param meaning what its comment says
   */
  record Field(String name, Shape shape, boolean optional, String meaning) {}

  /** In words, bodies by their names. */
  default String label() {
    return switch (this) {
      case Plain plain -> plain.kind();
      case OneOf some -> "`" + String.join("`, `", some.names()) + "`";
      case Many many -> "list of " + many.of().label();
      case Named named -> "object of " + named.of().label();
      case Body body -> body.title();
    };
  }

  /** The body that it is made of, if there is one. */
  default Optional<Body> body() {
    return switch (this) {
      case Plain plain -> Optional.empty();
      case OneOf some -> Optional.empty();
      case Many many -> many.of().body();
      case Named named -> named.of().body();
      case Body body -> Optional.of(body);
    };
  }
}
