package io.palimpsest.deploy.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import io.palimpsest.deploy.code.Code;
import io.palimpsest.deploy.code.Code.Type;
import io.palimpsest.deploy.configuration.Shipped.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Walks mapping interfaces down to their settings. */
final class Mappings {
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("String", "text"),
          Map.entry("URI", "address"),
          Map.entry("Path", "file or folder"),
          Map.entry("Duration", "duration"),
          Map.entry("MemorySize", "size"),
          Map.entry("boolean", "`true`, `false`"),
          Map.entry("Boolean", "`true`, `false`"),
          Map.entry("int", "whole number"),
          Map.entry("long", "whole number"),
          Map.entry("OptionalInt", "whole number"),
          Map.entry("double", "number"));

  private final Code code;
  private final Shipped shipped;

  Mappings(Code code, Shipped shipped) {
    this.code = code;
    this.shipped = shipped;
  }

  /** The settings of all mappings of a module, by file and in the order in which they stand. */
  List<Setting> of(String module) {
    List<Setting> settings = new ArrayList<>();
    for (Path file : Code.sources(module)) {
      if (Code.text(file).contains("@ConfigMapping")) {
        Type type = Code.parse(file);
        prefix(type).ifPresent(prefix -> walk(type, prefix, settings));
      }
    }
    return settings;
  }

  private Optional<String> prefix(Type type) {
    return annotation(type.tree().getModifiers().getAnnotations(), "ConfigMapping")
        .map(mapping -> literal(type, argument(mapping)));
  }

  private void walk(Type type, String prefix, List<Setting> settings) {
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof MethodTree method && method.getBody() == null) {
        setting(type, method, prefix, settings);
      }
    }
  }

  private void setting(Type type, MethodTree method, String prefix, List<Setting> settings) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    String key =
        annotation(annotations, "WithParentName").isPresent()
            ? prefix
            : prefix + "." + hyphenated(method.getName().toString());
    String returned = method.getReturnType().toString();
    String inner = inner(method.getReturnType());
    if (returned.startsWith("Map<")) {
      key = key + ".NAME";
    }
    Optional<Type> group =
        resolve(type, inner).filter(it -> it.tree().getKind() == Tree.Kind.INTERFACE);
    if (group.isPresent()) {
      walk(group.get(), key, settings);
      return;
    }
    boolean optional = returned.startsWith("Optional") || returned.startsWith("Map<");
    String byDefault =
        annotation(annotations, "WithDefault").map(it -> literal(type, argument(it))).orElse("");
    settings.add(
        shippedAs(
            key,
            kind(type, returned, inner),
            byDefault,
            !optional && byDefault.isEmpty() && !key.contains(".NAME"),
            Code.words(type.comment(method))));
  }

  /** With the variable and the default of the shipped properties. */
  private Setting shippedAs(
      String key, String kind, String byDefault, boolean required, String meaning) {
    String variable = Setting.variableOf(key);
    return switch (shipped.find(key).orElse(new Value.Literal(byDefault))) {
      case Value.Literal(String value) ->
          new Setting(key, variable, kind, value, required && value.isEmpty(), meaning);
      case Value.Variable(String name, Optional<String> without) ->
          new Setting(
              key,
              name,
              kind,
              without.filter(it -> !it.isEmpty()).orElse(byDefault),
              without.isEmpty() || (required && without.get().isEmpty()),
              meaning);
      case Value.Same(String other, Optional<String> without) ->
          new Setting(key, variable, kind, "that of " + other, false, meaning);
    };
  }

  private String kind(Type type, String returned, String inner) {
    String kind = KINDS.get(inner);
    if (kind == null) {
      kind =
          resolve(type, inner)
              .filter(it -> it.tree().getKind() == Tree.Kind.ENUM)
              .map(Mappings::constants)
              .orElseThrow(() -> new IllegalStateException("no words for the type " + returned));
    }
    return returned.contains("List<") ? kind + ", a list by commas" : kind;
  }

  private static String constants(Type type) {
    return type.tree().getMembers().stream()
        .filter(member -> member instanceof VariableTree constant && isConstant(type, constant))
        .map(member -> "`" + ((VariableTree) member).getName().toString() + "`")
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(", "));
  }

  private static boolean isConstant(Type type, VariableTree field) {
    return field.getType().toString().equals(type.tree().getSimpleName().toString());
  }

  /** A type of the same file, or the one that a file of that name declares. */
  private Optional<Type> resolve(Type from, String simpleName) {
    Optional<Type> own = from.nested().stream().filter(it -> isNamed(it, simpleName)).findFirst();
    Optional<Type> file = code.find(from.unit().getTypeDecls().isEmpty() ? "" : outermost(from));
    return own.or(
            () ->
                file.flatMap(
                    outer ->
                        outer.nested().stream().filter(it -> isNamed(it, simpleName)).findFirst()))
        .or(() -> code.find(simpleName));
  }

  private static String outermost(Type type) {
    return ((ClassTree) type.unit().getTypeDecls().getFirst()).getSimpleName().toString();
  }

  private static boolean isNamed(Type type, String name) {
    return type.tree().getSimpleName().contentEquals(name);
  }

  /** The last type argument at the very inside, or the type itself. */
  private static String inner(Tree type) {
    return type instanceof ParameterizedTypeTree some
        ? inner(some.getTypeArguments().getLast())
        : type.toString();
  }

  private static Optional<AnnotationTree> annotation(
      List<? extends AnnotationTree> annotations, String name) {
    return annotations.stream()
        .filter(it -> it.getAnnotationType().toString().equals(name))
        .<AnnotationTree>map(it -> it)
        .findFirst();
  }

  private static ExpressionTree argument(AnnotationTree annotation) {
    ExpressionTree only = annotation.getArguments().getFirst();
    return only instanceof AssignmentTree named ? named.getExpression() : only;
  }

  /** The text of a literal, or of the constant that is named. */
  private String literal(Type type, ExpressionTree value) {
    return switch (value) {
      case LiteralTree literal -> String.valueOf(literal.getValue());
      case MemberSelectTree constant ->
          code
              .find(constant.getExpression().toString())
              .orElseThrow(() -> new IllegalStateException("no source of " + constant))
              .tree()
              .getMembers()
              .stream()
              .filter(
                  member ->
                      member instanceof VariableTree field
                          && field.getName().contentEquals(constant.getIdentifier()))
              .map(member -> literal(type, ((VariableTree) member).getInitializer()))
              .findFirst()
              .orElseThrow();
      default -> throw new IllegalStateException("neither text nor constant: " + value);
    };
  }

  static String hyphenated(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
