package io.palimpsest.deploy.body;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import io.palimpsest.deploy.body.Operation.Content;
import io.palimpsest.deploy.code.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations of a service's HTTP endpoints, but for the console and what services ask. */
final class Resources {
  private static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");
  private static final Set<String> OF_A_BODY = Set.of("Nullable", "NotNull", "Valid");

  private static final Content CONTENT =
      Content.words("the content, as its [media type](media-types.md)");

  /** What is taken where no signature describes it. */
  private static final Map<String, Content> TAKEN =
      Map.of(
          "POST /registry/import",
          Content.words("lines of [the registry](registry.md)"),
          "PUT /creators/{creator}/twins/{twin}/sources/{source}",
          CONTENT,
          "POST /contents",
          CONTENT,
          "PATCH /organizations/{org}/items/{item}",
          Content.words("some of the fields of [ItemRequest](#itemrequest)"));

  /** Files of the log, whose type each answer says itself. */
  private static final String LOG = "/log/";

  /** Its answer depends on what is asked. */
  private static final String EITHER = "/namespaces/rollback";

  private final Sources sources;

  Resources(Sources sources) {
    this.sources = sources;
  }

  List<Operation> of(String service) {
    List<Operation> operations = new ArrayList<>();
    for (Path file : Code.sources(service)) {
      if (file.toString().endsWith("Resource.java")) {
        operations.addAll(of(Code.parse(file)));
      }
    }
    return operations;
  }

  private List<Operation> of(Code.Type type) {
    Optional<String> root = text(type, type.tree().getModifiers(), "Path");
    List<Operation> operations = new ArrayList<>();
    if (root.isEmpty() || root.get().startsWith("/internal")) {
      return operations;
    }
    for (Tree member : type.tree().getMembers()) {
      if (member instanceof MethodTree method) {
        METHODS.stream()
            .filter(name -> annotation(method.getModifiers(), name).isPresent())
            .map(name -> operation(type, method, name, root.get()))
            .forEach(operations::add);
      }
    }
    return operations;
  }

  private Operation operation(Code.Type type, MethodTree method, String name, String root) {
    String path =
        (root + "/" + text(type, method.getModifiers(), "Path").orElse(""))
            .replaceAll("//+", "/")
            .replaceAll("(?<=.)/$", "")
            .replaceAll(": [^}]*}", "}");
    String summary =
        annotation(method.getModifiers(), "Operation")
            .map(it -> value(type, argument(it, "summary")))
            .orElse("");
    return new Operation(
        name,
        path,
        summary.replaceAll("\\.$", ""),
        takes(type, method, name + " " + path),
        answers(type, method, path));
  }

  private Content takes(Code.Type type, MethodTree method, String door) {
    if (door.startsWith("PATCH ")) {
      return told(door);
    }
    Optional<AnnotationTree> lines = annotation(method.getModifiers(), "RequestBodySchema");
    if (lines.isPresent()) {
      return Content.of("a line each:", named(type, lines.get()));
    }
    for (VariableTree parameter : method.getParameters()) {
      List<String> annotations = annotations(parameter);
      if (annotations.contains("RestForm")) {
        return Content.words("a form: `file`, and `source` as JSON");
      }
      if (OF_A_BODY.containsAll(annotations)) {
        return parameter.getType().toString().equals("InputStream")
            ? told(door)
            : Content.of("", sources.shape(parameter.getType(), type, Map.of()));
      }
    }
    return Content.NONE;
  }

  private static Content told(String door) {
    return Optional.ofNullable(TAKEN.get(door))
        .orElseThrow(() -> new IllegalStateException("nobody says what is sent to " + door));
  }

  private Content answers(Code.Type type, MethodTree method, String path) {
    if (path.startsWith(LOG)) {
      return Content.words("a [file of the log](erasure.md#the-signed-log)");
    }
    if (path.equals(EITHER)) {
      return Content.words("[Report](#report), with `remove` [JobView](#jobview)");
    }
    Optional<AnnotationTree> schema = annotation(method.getModifiers(), "APIResponseSchema");
    if (schema.isPresent()) {
      String code =
          argument(schema.get(), "responseCode") instanceof LiteralTree it
              ? String.valueOf(it.getValue())
              : "";
      String media = produced(type, method);
      return media.contains("ndjson")
          ? Content.of("a line each:", named(type, schema.get()))
          : Content.of(code, named(type, schema.get()));
    }
    String returned = method.getReturnType().toString();
    Optional<String> code =
        annotation(method.getModifiers(), "APIResponse")
            .map(it -> value(type, argument(it, "responseCode")));
    if (returned.equals("void") || code.isPresent()) {
      return Content.words(code.orElse("204") + ", nothing");
    }
    if (returned.equals("Response")) {
      return Content.words("`" + produced(type, method) + "`");
    }
    if (returned.contains("OutboundSseEvent")) {
      return Content.words("[server-sent events](search.md#text-written-from-matches)");
    }
    Shape shape = sources.shape(method.getReturnType(), type, Map.of());
    return returned.startsWith("Multi<") && shape instanceof Shape.Many lines
        ? Content.of("a line each:", lines.of())
        : Content.of("", shape);
  }

  /** The media type of an answer that is no JSON. */
  private String produced(Code.Type type, MethodTree method) {
    return annotation(method.getModifiers(), "Produces")
        .or(() -> annotation(type.tree().getModifiers(), "Produces"))
        .map(it -> argument(it, "value").toString().replaceAll("[{}\" ]|MediaType\\.", ""))
        .map(it -> it.split(",", 2)[0])
        .filter(it -> !it.equals("APPLICATION_JSON"))
        .map(it -> it.equals("WILDCARD") ? "*/*" : it)
        .map(it -> it.equals("TEXT_PLAIN") ? "text/plain" : it)
        .map(it -> it.equals("APPLICATION_OCTET_STREAM") ? "application/octet-stream" : it)
        .orElse("application/json");
  }

  private Shape named(Code.Type type, AnnotationTree annotation) {
    MemberSelectTree literal = (MemberSelectTree) argument(annotation, "value");
    return sources.shape(literal.getExpression(), type, Map.of());
  }

  private static List<String> annotations(VariableTree parameter) {
    return parameter.getModifiers().getAnnotations().stream()
        .map(it -> it.getAnnotationType().toString())
        .toList();
  }

  private static Optional<AnnotationTree> annotation(ModifiersTree of, String name) {
    return of.getAnnotations().stream()
        .filter(it -> it.getAnnotationType().toString().equals(name))
        .<AnnotationTree>map(it -> it)
        .findFirst();
  }

  private static Optional<String> text(Code.Type type, ModifiersTree of, String name) {
    return annotation(of, name).map(it -> value(type, argument(it, "value")));
  }

  /** An argument of an annotation; the only one where it is not named. */
  private static ExpressionTree argument(AnnotationTree annotation, String name) {
    for (ExpressionTree argument : annotation.getArguments()) {
      if (!(argument instanceof AssignmentTree named)) {
        return argument;
      }
      if (named.getVariable().toString().equals(name)) {
        return named.getExpression();
      }
    }
    return annotation.getArguments().getFirst();
  }

  /** A text of literals and of constants of the same class. */
  private static String value(Code.Type type, ExpressionTree written) {
    return switch (written) {
      case LiteralTree literal -> String.valueOf(literal.getValue());
      case BinaryTree sum -> value(type, sum.getLeftOperand()) + value(type, sum.getRightOperand());
      case IdentifierTree constant ->
          type.tree().getMembers().stream()
              .filter(VariableTree.class::isInstance)
              .map(VariableTree.class::cast)
              .filter(it -> it.getName().contentEquals(constant.getName()))
              .map(it -> value(type, it.getInitializer()))
              .findFirst()
              .orElseThrow();
      default -> throw new IllegalStateException("no text: " + written);
    };
  }
}
