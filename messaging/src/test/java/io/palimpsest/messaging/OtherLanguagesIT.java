package io.palimpsest.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The examples of docs/events in other languages, against a real broker and registry. Without the
 * language's tools they are reported as not run.
 */
class OtherLanguagesIT {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("palimpsest.checkout"), "docs", "events", "examples");
  private static final Path WORK = Path.of("target", "examples");
  private static final Topic INBOX = Topic.INBOX_PORTFOLIO;
  private static final String TOKEN = "a.bearer.token";

  private static final EventCodec CODEC = RegistryEventCodec.connect(Stores.registry(), false);

  @BeforeAll
  static void applyTopics() {
    try (Topics topics = Topics.connect(Stores.kafka(), Stores.registry(), Replication.LOCAL)) {
      topics.apply();
    }
  }

  @Test
  void anItemThatNodeSubmitsIsReadAsAnEventWithItsToken() throws Exception {
    assumeThere("node", "npm");
    Files.createDirectories(WORK);
    for (String file : List.of("package.json", "submit-item.mjs")) {
      Files.copy(EXAMPLES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    output("npm", "install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund");

    String eventId = new String(output("node", "submit-item.mjs"), StandardCharsets.UTF_8).strip();

    TopicRecord<PortfolioItemSubmitted> submission = submissionOf(eventId);
    assertThat(submission.key()).isEqualTo("port_0123456789ab");
    assertThat(TokenHeader.in(submission.headers())).contains(TOKEN);
    assertItem(event(submission.value()));
  }

  @Test
  void theBytesThatPlainPythonWritesAreAnEvent() throws Exception {
    assumeThere("python3");
    byte[] bytes = output("python3", EXAMPLES.resolve("frame_item.py").toString());

    assertItem(event(CODEC.decode(INBOX, PortfolioItemSubmitted.class, bytes)));
  }

  private static void assertItem(PortfolioItemSubmitted item) {
    assertThat(item.getOrgId()).isEqualTo("org_acme");
    assertThat(item.getProfileId()).isEqualTo("prof_1");
    assertThat(item.getItemId()).isEqualTo("port_0123456789ab");
    assertThat(item.getChange()).isEqualTo(Change.UPSERT);
    assertThat(item.getOccurredAt()).isBetween(Instant.now().minusSeconds(600), Instant.now());
    assertThat(item.getItem().getCompanyName()).isEqualTo("Acme Inc");
    assertThat(item.getItem().getSkills()).containsExactly("Java", "Kafka");
    assertThat(item.getItem().getDeliverables()).containsExactly("Online shop");
  }

  private static PortfolioItemSubmitted event(Decoded<PortfolioItemSubmitted> decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Event.class);
    return ((Decoded.Event<PortfolioItemSubmitted>) decoded).value();
  }

  private static TopicRecord<PortfolioItemSubmitted> submissionOf(String eventId) {
    List<TopicRecord<PortfolioItemSubmitted>> all = new CopyOnWriteArrayList<>();
    new TopicLog(Stores.kafka(), CODEC)
        .read(INBOX, PortfolioItemSubmitted.class, Duration.ofSeconds(20), all::add);
    return all.stream()
        .filter(found -> event(found.value()).getEventId().toString().equals(eventId))
        .findFirst()
        .orElseThrow();
  }

  private static void assumeThere(String... tools) throws Exception {
    for (String tool : tools) {
      Assumptions.assumeTrue(isThere(tool), "NOT RUN: there is no " + tool);
    }
  }

  private static boolean isThere(String tool) throws InterruptedException {
    try {
      return new ProcessBuilder(tool, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static byte[] output(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    if (Files.isDirectory(WORK)) {
      builder.directory(WORK.toFile());
    }
    URI registry = Stores.registry();
    builder.environment().put("BOOTSTRAP", Stores.kafka().bootstrapServers());
    builder.environment().put("REGISTRY", registry.resolve("/").toString().replaceAll("/$", ""));
    builder.environment().put("TOKEN", TOKEN);
    Process process = builder.start();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    process.getInputStream().transferTo(output);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    return output.toByteArray();
  }
}
