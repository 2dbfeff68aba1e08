package io.palimpsest.deploy.body;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import io.palimpsest.deploy.code.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** The fields of a body: the components of its record, with what its comment says of them. */
final class Fields {
  private static final Pattern PARAM =
      Pattern.compile("(?s)@param\\s+(\\w+)\\s+(.*?)(?=\\s@(?:param|return|throws)\\s|\\z)");

  private final Sources sources;
  private final boolean snakeCase;

  /**
   * @param snakeCase whether all JSON of the service is, or only that of records that say so
   */
  Fields(Sources sources, boolean snakeCase) {
    this.sources = sources;
    this.snakeCase = snakeCase;
  }

  List<Shape.Field> of(Shape.Body body) {
    Map<String, String> meanings = meanings(body.type());
    List<Shape.Field> fields = new ArrayList<>();
    for (Tree member : body.type().tree().getMembers()) {
      if (member instanceof VariableTree component && isComponent(component)) {
        fields.addAll(of(component, body, meanings));
      }
    }
    return fields;
  }

  private List<Shape.Field> of(
      VariableTree component, Shape.Body body, Map<String, String> meanings) {
    String name = component.getName().toString();
    Shape shape = sources.shape(component.getType(), body.type(), body.arguments());
    if (annotation(component, "JsonUnwrapped").isPresent() && shape instanceof Shape.Body inner) {
      return of(inner);
    }
    if (annotation(component, "JsonIgnore").isPresent()) {
      return List.of();
    }
    return List.of(
        new Shape.Field(
            annotation(component, "JsonProperty")
                .map(Fields::text)
                .orElseGet(() -> isSnakeCase(body.type()) ? snake(name) : name),
            shape,
            isOptional(component),
            meanings.getOrDefault(name, "")));
  }

  private boolean isSnakeCase(Code.Type type) {
    return snakeCase
        || type.tree().getModifiers().getAnnotations().stream()
            .anyMatch(it -> it.toString().contains("SnakeCaseStrategy"));
  }

  private static boolean isOptional(VariableTree component) {
    return component.getType().toString().startsWith("Optional")
        || component.getType().toString().contains("@Nullable")
            && !component.getType().toString().startsWith("List")
        || annotation(component, "Nullable").isPresent();
  }

  private static boolean isComponent(VariableTree field) {
    return !field.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  private static Map<String, String> meanings(Code.Type type) {
    Map<String, String> meanings = new HashMap<>();
    PARAM
        .matcher(type.comment(type.tree()))
        .results()
        .forEach(found -> meanings.put(found.group(1), Code.words(found.group(2))));
    return meanings;
  }

  private static Optional<AnnotationTree> annotation(VariableTree of, String name) {
    return of.getModifiers().getAnnotations().stream()
        .filter(it -> it.getAnnotationType().toString().equals(name))
        .<AnnotationTree>map(it -> it)
        .findFirst();
  }

  private static String text(AnnotationTree annotation) {
    ExpressionTree only = annotation.getArguments().getFirst();
    ExpressionTree value = only instanceof AssignmentTree named ? named.getExpression() : only;
    return String.valueOf(((LiteralTree) value).getValue());
  }

  static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
