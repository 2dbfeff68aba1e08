package io.palimpsest.deploy.body;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import io.palimpsest.deploy.Checkout;
import io.palimpsest.deploy.code.Code;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Types of a service and of the modules that it uses, found as the compiler finds them. */
final class Sources {
  private static final List<String> SHARED =
      List.of(
          "schemas",
          "audit-log",
          "sealing",
          "messaging",
          "fencing",
          "jobs",
          "access",
          "vector-store");

  /** What values of these types are in JSON. */
  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("String", "text"),
          Map.entry("UUID", "uid"),
          Map.entry("URI", "address"),
          Map.entry("Instant", "time"),
          Map.entry("boolean", "`true`, `false`"),
          Map.entry("Boolean", "`true`, `false`"),
          Map.entry("int", "whole number"),
          Map.entry("Integer", "whole number"),
          Map.entry("long", "whole number"),
          Map.entry("Long", "whole number"),
          Map.entry("OptionalLong", "whole number"),
          Map.entry("double", "number"),
          Map.entry("Double", "number"),
          Map.entry("OptionalDouble", "number"),
          Map.entry("float", "number"),
          Map.entry("Float", "number"),
          Map.entry("Object", "any JSON"),
          Map.entry("JsonNode", "any JSON"),
          Map.entry("ObjectNode", "any object"));

  private final Map<String, Path> files = new HashMap<>();
  private final Map<Path, Code.Type> parsed = new HashMap<>();

  Sources(String service) {
    SHARED.forEach(this::index);
    index(service);
  }

  private void index(String module) {
    Path root = Checkout.ROOT.resolve(module).resolve("src/main/java");
    for (Path file : Code.sources(module)) {
      String name = root.relativize(file).toString().replace('/', '.');
      files.put(name.substring(0, name.length() - ".java".length()), file);
    }
  }

  /** The shape of a type as it stands in a file. */
  Shape shape(Tree written, Code.Type from, Map<String, Shape> variables) {
    Tree tree = written instanceof AnnotatedTypeTree some ? some.getUnderlyingType() : written;
    if (tree instanceof ParameterizedTypeTree generic) {
      return generic(generic, from, variables);
    }
    String name = unannotated(tree);
    if (name.equals("byte[]")) {
      return new Shape.Plain("Base64");
    }
    if (variables.containsKey(name)) {
      return variables.get(name);
    }
    return PLAIN.containsKey(name)
        ? new Shape.Plain(PLAIN.get(name))
        : declared(name, from, List.of());
  }

  private Shape generic(ParameterizedTypeTree tree, Code.Type from, Map<String, Shape> variables) {
    List<Shape> arguments =
        tree.getTypeArguments().stream().map(it -> shape(it, from, variables)).toList();
    String name = unannotated(tree.getType());
    return switch (name) {
      case "Optional", "RestResponse" -> arguments.getFirst();
      case "List", "Set", "Collection", "SortedSet", "Multi" ->
          new Shape.Many(arguments.getFirst());
      case "Map", "SortedMap" -> new Shape.Named(arguments.getLast());
      default -> declared(name, from, arguments);
    };
  }

  private Shape declared(String name, Code.Type from, List<Shape> arguments) {
    Optional<Class<?>> generated = generated(name, from);
    if (generated.isPresent()) {
      return new Shape.OneOf(
          Arrays.stream(generated.get().getEnumConstants()).map(String::valueOf).toList());
    }
    Code.Type type =
        find(name, from).orElseThrow(() -> new IllegalStateException("no source of " + name));
    return switch (type.tree().getKind()) {
      case ENUM -> new Shape.OneOf(constants(type));
      case RECORD -> new Shape.Body(title(type), type, bound(type, arguments));
      default -> throw new IllegalStateException("neither record nor enum: " + name);
    };
  }

  private static Map<String, Shape> bound(Code.Type type, List<Shape> arguments) {
    Map<String, Shape> bound = new LinkedHashMap<>();
    IntStream.range(0, arguments.size())
        .forEach(
            at ->
                bound.put(
                    type.tree().getTypeParameters().get(at).getName().toString(),
                    arguments.get(at)));
    return bound;
  }

  /** A record's name, with that of the one that it stands in. */
  private static String title(Code.Type type) {
    ClassTree outer = (ClassTree) type.unit().getTypeDecls().getFirst();
    String own = type.tree().getSimpleName().toString();
    return outer == type.tree() ? own : outer.getSimpleName() + "." + own;
  }

  private static List<String> constants(Code.Type type) {
    return type.tree().getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(it -> it.getType().toString().contentEquals(type.tree().getSimpleName()))
        .map(it -> it.getName().toString())
        .toList();
  }

  /** A type of the same file, of one that is imported, or of the same package. */
  private Optional<Code.Type> find(String name, Code.Type from) {
    String[] parts = name.split("\\.");
    Optional<Code.Type> found = inFile(parts[0], from).or(() -> file(parts[0], from));
    for (int at = 1; at < parts.length; at++) {
      String inner = parts[at];
      found = found.flatMap(outer -> nested(outer, inner));
    }
    return found;
  }

  private static Optional<Code.Type> inFile(String name, Code.Type from) {
    ClassTree top = (ClassTree) from.unit().getTypeDecls().getFirst();
    Code.Type outer = new Code.Type(top, from.unit(), from.docs());
    return nested(from, name)
        .or(() -> nested(outer, name))
        .or(() -> Optional.of(outer).filter(it -> top.getSimpleName().contentEquals(name)));
  }

  private static Optional<Code.Type> nested(Code.Type outer, String name) {
    return outer.nested().stream()
        .filter(it -> it.tree().getSimpleName().contentEquals(name))
        .findFirst();
  }

  private Optional<Code.Type> file(String name, Code.Type from) {
    String full = imported(name, from).orElse(from.unit().getPackageName() + "." + name);
    @Nullable Path file = files.get(full);
    return Optional.ofNullable(file).map(it -> parsed.computeIfAbsent(it, Code::parse));
  }

  private static Optional<String> imported(String name, Code.Type from) {
    return from.unit().getImports().stream()
        .map(ImportTree::getQualifiedIdentifier)
        .map(Tree::toString)
        .filter(it -> it.endsWith("." + name))
        .findFirst();
  }

  /** An enum that the build makes of a schema of events. */
  private static Optional<Class<?>> generated(String name, Code.Type from) {
    return imported(name, from)
        .filter(it -> it.startsWith("io.palimpsest.event."))
        .map(
            it -> {
              try {
                return Class.forName(it);
              } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static String unannotated(Tree tree) {
    return tree.toString().replaceAll("@[\\w.]+\\s*", "");
  }
}
