package io.palimpsest.right;

/** On what something may be done. */
public sealed interface Resource {
  /** The name, or what names begin with. */
  String name();

  /** One topic. */
  record OneTopic(String name) implements Resource {}

  /** All topics whose names begin so. */
  record Topics(String name) implements Resource {}

  /** All consumer groups whose names begin so. */
  record Groups(String name) implements Resource {}

  /** All transactions whose ids begin so. */
  record Transactions(String name) implements Resource {}
}
