package io.palimpsest.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The blocks of the client's guide, compiled and run as they stand against answers as the services
 * give them. A block of text below one is part of what it prints.
 */
class GuideTest {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath();
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
  private static final String UID = "6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e";
  private static final String WRITTEN =
      "{\"id\":\"x\",\"uid\":\"%s\",\"revision\":1,\"unchanged\":false}".formatted(UID);

  /** What is answered to whom, in the order in which the guide asks. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "PUT /creators/ben/twins/cook/sources/bread",
          WRITTEN,
          "PUT /organizations/org_acme/items/port_1",
          WRITTEN,
          "GET /vectors/" + UID,
          "{\"uid\":\"%s\",\"revision\":1,\"vectors\":1,\"searchable\":true}".formatted(UID),
          "POST /delphi/search",
          "{\"matches\":[{\"id\":\"v\",\"score\":0.9,\"source_id\":\"bread\","
              + "\"text\":\"Done when it sounds hollow.\"}],\"partial\":false}",
          "POST /portfolio/search",
          "{\"matches\":[{\"id\":\"v\",\"score\":0.9,\"item_id\":\"port_1\"}],\"partial\":false}",
          "DELETE /delphi/twin/cook",
          "{\"request_id\":\"%s\",\"state\":\"RECEIVED\"}".formatted(UID),
          "GET /erasures/" + UID,
          "{\"request_id\":\"%s\",\"state\":\"CONFIRMED_LIVE\"}".formatted(UID));

  private record Block(String language, String text) {}

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @Test
  void theBlocksOfTheGuideCompileAndDoWhatItSays() throws Exception {
    List<Block> blocks = blocks();
    String printed = run(blocks);

    for (Block block : blocks) {
      if (block.language().equals("text")) {
        assertThat(printed).contains(block.text());
      }
    }
    assertThat(asked)
        .containsExactly(
            "PUT /creators/ben/twins/cook/sources/bread",
            "GET /vectors/" + UID,
            "POST /delphi/search",
            "PUT /organizations/org_acme/items/port_1",
            "GET /vectors/" + UID,
            "POST /portfolio/search",
            "POST /delphi/search",
            "DELETE /delphi/twin/cook",
            "GET /erasures/" + UID);
  }

  @Test
  void theDependencyIsThisModule() throws IOException {
    String pom = Files.readString(CHECKOUT.resolve("client/pom.xml"));
    Block dependency = blocks().getFirst();

    assertThat(dependency.language()).isEqualTo("xml");
    for (String name : List.of("groupId", "artifactId", "version")) {
      Pattern element = Pattern.compile("<%s>[^<]+</%s>".formatted(name, name));
      assertThat(element.matcher(dependency.text()).results().toList())
          .singleElement()
          .satisfies(found -> assertThat(pom).contains(found.group()));
    }
  }

  @Test
  void aBlockThatDoesNotCompileIsNoticed() {
    List<Block> wrong =
        List.of(
            new Block("java", "import java.net.URI;\nimport java.util.function.Supplier;\n"),
            new Block("java", "gateway.gone();"));
    assertThatThrownBy(() -> run(wrong)).hasMessageContaining("gone");
  }

  private static List<Block> blocks() throws IOException {
    String guide = Files.readString(CHECKOUT.resolve("docs/how-to/java.md"));
    return BLOCK
        .matcher(guide)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }

  /** What the blocks print. */
  private String run(List<Block> blocks) throws Exception {
    compile(blocks.stream().filter(it -> it.language().equals("java")).map(Block::text).toList());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, UTF_8));
      Supplier<String> token = () -> "secret";
      loader
          .loadClass("Guide")
          .getMethod("run", URI.class, Supplier.class)
          .invoke(null, URI.create("http://localhost:" + server.getAddress().getPort()), token);
    } finally {
      System.setOut(before);
      server.stop(0);
    }
    return printed.toString(UTF_8);
  }

  /** The first block imports, the others are one method. */
  private void compile(List<String> java) throws IOException, URISyntaxException {
    String source =
        """
        %s
        public final class Guide {
          public static void run(URI gateway, Supplier<String> token) {
        %s
          }
        }
        """
            .formatted(java.getFirst(), String.join("\n", java.subList(1, java.size())));
    Path file = Files.writeString(folder.resolve("Guide.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              folder.toString(),
              "-cp",
              home(Written.class) + File.pathSeparator + home(Nullable.class));
      boolean done =
          compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(file)).call();
      assertThat(done).as(said.toString()).isTrue();
    }
  }

  private static String home(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    asked.add(call);
    boolean blank = new String(exchange.getRequestBody().readAllBytes(), UTF_8).contains("\" \"");
    String body =
        blank
            ? "{\"status\":400,\"title\":\"Bad\",\"code\":\"search.invalid\",\"field\":\"query\"}"
            : ANSWERS.get(call);
    int status = blank ? 400 : body == null ? 404 : 200;
    byte[] bytes = body == null ? new byte[0] : body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
