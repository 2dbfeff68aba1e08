package io.palimpsest.local.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.local.stack.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Restores an old system's backup, migrates it, compares both sides, and takes it all back. */
final class MigrateLegacy implements DemoStep {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 100;
  private static final String PATH = "/migrations/portfolio";
  private static final String ITEMS = "/organizations/org_default/items";

  @Override
  public String title() {
    return "Migrate a legacy set, validate it, take it back";
  }

  @Override
  public String run(Demo demo) throws IOException, InterruptedException {
    Path root = Path.of(demo.stack().environment(Part.INGEST).get("PALIMPSEST_BACKUP_ROOT"));
    LegacySample.write(root);
    DemoApi api = demo.api();
    Map<String, Object> body = new HashMap<>();
    body.put("source_index", "legacy");
    body.put("mode", "maintenance");
    body.put("phase", "all");
    String reader = api.readerToken("org_default");
    body.put("reader_token", reader);
    String restore = "/backups/" + LegacySample.NAME + "/restore?plan=false&index=legacy";
    JsonNode restored = done(demo, api.post(restore, Map.of("source_index", "legacy")));
    demo.say("restored: %d documents and vectors", restored.path("counts").path("written").asInt());

    JsonNode migrated = done(demo, api.post(PATH + "?plan=false", body));
    int written = migrated.path("counts").path("written").asInt();
    int rejected = migrated.path("counts").path("rejected").asInt();
    String route = route(demo);
    demo.say("migrated: %d items, %d rejected, readers in %s", written, rejected, route);
    api.get(reader, ITEMS).path("items").forEach(item -> say(demo, item));

    JsonNode validated = done(demo, api.post(PATH + "/validate", body));
    int failed = validated.path("counts").path("failed").asInt();
    demo.say(
        "validated: %d checks passed, %d failed",
        validated.path("counts").path("passed").asInt(), failed);
    require(failed == 0 && written == LegacySample.ITEMS && rejected == LegacySample.REJECTED);

    JsonNode back = done(demo, api.post(PATH + "/rollback?plan=false", body));
    int removed = back.path("counts").path("removed").asInt();
    demo.say("taken back: %d items removed, readers in %s", removed, route(demo));
    require(removed == LegacySample.ITEMS && !route.equals(route(demo)));
    return "%d rows became items with vectors, were found, and were taken back".formatted(written);
  }

  private static void say(Demo demo, JsonNode item) {
    demo.say(
        "  %s  %-18s %-11s %s",
        item.path("item_id").asText(),
        item.path("company_name").asText(),
        item.path("industry").asText(),
        item.path("skills"));
  }

  private static String route(Demo demo) {
    return demo.api().get(PATH).path("route").path("namespace").asText();
  }

  private static JsonNode done(Demo demo, JsonNode asked) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    String path = "/migrations/jobs/" + asked.path("id").asText();
    JsonNode job = demo.api().get(path);
    while (!job.path("state").asText().equals("DONE")) {
      if (job.path("state").asText().equals("FAILED") || System.nanoTime() > until) {
        throw new IllegalStateException(
            "%s is %s: %s"
                .formatted(
                    job.path("kind").asText(),
                    job.path("state").asText(),
                    job.path("problem").asText()));
      }
      Thread.sleep(PAUSE_MILLIS);
      job = demo.api().get(path);
    }
    return job;
  }

  private static void require(boolean asExpected) {
    if (!asExpected) {
      throw new IllegalStateException("what came of it is not what the sample holds");
    }
  }
}
