package io.palimpsest.deploy.code;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.palimpsest.deploy.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Types of the product's sources as the compiler parses them, found by simple name. */
public final class Code {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private final Map<String, Path> files = new HashMap<>();
  private final Map<String, Optional<Type>> types = new HashMap<>();

  /** A type, and the way to the comments in its file. */
  public record Type(ClassTree tree, CompilationUnitTree unit, DocTrees docs) {
    /** Types declared in it. */
    public List<Type> nested() {
      return tree.getMembers().stream()
          .filter(ClassTree.class::isInstance)
          .map(member -> new Type((ClassTree) member, unit, docs))
          .toList();
    }

    /** The comment of a member, or of the type itself; empty when it has none. */
    public String comment(Tree of) {
      String comment = docs.getDocComment(TreePath.getPath(unit, of));
      return comment == null ? "" : comment;
    }
  }

  private Code() {}

  /** All main sources of a module and of those that it may use. */
  public static Code of(List<String> modules) {
    Code code = new Code();
    modules.forEach(code::index);
    return code;
  }

  private void index(String module) {
    for (Path file : sources(module)) {
      files.put(file.getFileName().toString().replace(".java", ""), file);
    }
  }

  /** The main sources of a module. */
  public static List<Path> sources(String module) {
    try (Stream<Path> all = Files.walk(Checkout.ROOT.resolve(module).resolve("src/main/java"))) {
      return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's text. */
  public static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The type that a file is named after. */
  public Optional<Type> find(String simpleName) {
    return types.computeIfAbsent(
        simpleName, name -> Optional.ofNullable(files.get(name)).map(Code::parse));
  }

  /** Parses a file; its first type. */
  public static Type parse(Path file) {
    try (StandardJavaFileManager manager = COMPILER.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              COMPILER.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjects(file));
      CompilationUnitTree unit = task.parse().iterator().next();
      List<Type> declared = new ArrayList<>();
      for (Tree tree : unit.getTypeDecls()) {
        declared.add(new Type((ClassTree) tree, unit, DocTrees.instance(task)));
      }
      return declared.getFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A comment as Markdown, on one line. */
  public static String words(String comment) {
    return comment
        .replaceAll("\\s+", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link [^}#]*#?([^}]*)}", "`$1`")
        .replace("|", "\\|")
        .strip();
  }
}
