package io.palimpsest.local.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs the plain loop as a process of its own, against the store of the demo's stack. */
final class PlainLoopRun {
  private static final String MAIN = "io.palimpsest.benchmarks.PlainLoop";

  private PlainLoopRun() {}

  static double documentsPerSecond(Demo demo, Path documents)
      throws IOException, InterruptedException {
    Path target = Path.of(System.getProperty("palimpsest.checkout", ""), "benchmarks", "target");
    ProcessBuilder builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*",
                MAIN,
                "--documents",
                documents.toString(),
                "--host",
                demo.stack().vectorsHost())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PINECONE_API_KEY", demo.stack().secrets().vectorsAdminKey());
    Process process = builder.start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("the plain loop ended with " + process.exitValue());
      }
      return result(demo, out);
    } finally {
      process.destroyForcibly();
    }
  }

  private static double result(Demo demo, String out) throws IOException {
    String line = out.lines().filter(text -> text.startsWith("{")).findFirst().orElse("{}");
    JsonNode json = DemoApi.JSON.readTree(line);
    demo.say(
        "plain loop: %d documents, %d chunks, %.1f s",
        json.path("documents").asInt(),
        json.path("chunks").asInt(),
        json.path("seconds").asDouble());
    return json.path("documents_per_second").asDouble();
  }
}
