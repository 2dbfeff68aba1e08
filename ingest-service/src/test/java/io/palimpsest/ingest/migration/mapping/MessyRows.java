package io.palimpsest.ingest.migration.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.types.ObjectId;

/** Makes rows as untidy as those of the old system and more so, the same for the same seed. */
final class MessyRows {
  private static final List<String> TITLES =
      List.of(
          "Shopify storefront",
          "WORKSHOP tools",
          "e-commerce: checkout",
          "Patient intake",
          "bank2 of data",
          "Real estate site",
          "real  estate twice spaced",
          "Board game",
          "gamer profile",
          "B2B portal",
          "Hotel/booking engine",
          "Student_record",
          "Plain work",
          "  ",
          "",
          "İstanbul travel",
          "日本 clinic 案内",
          "x".repeat(140) + " end");
  private static final List<String> TASKS =
      List.of("ui_ux_design", "other", "api-integration", "", "  ", "_", "éclair_work", "Other");
  private static final List<String> SKILLS =
      List.of(
          "Go", "go", " Go ", "Java", "JAVA", "", "  ", "C++", "SQL", "R", "Rust", "Zig", "Vue",
          "React", "Ada", "Lua", "Perl", "PHP", "\u00a0", "Ünïcode");
  private static final List<String> URLS =
      List.of(
          "",
          "  ",
          "see attachment",
          "https://example.com/a",
          " http://example.org/b ",
          "ftp://example.com/c",
          "https://example.com/with blank",
          "HTTPS://EXAMPLE.com/d",
          "https:///nohost",
          "example.com/e",
          "https://example.com//f");

  private final Random random;

  MessyRows(long seed) {
    this.random = new Random(seed);
  }

  BsonDocument row(int number) {
    BsonDocument row = new BsonDocument("_id", new BsonObjectId(new ObjectId(number, number)));
    maybe(row, "contract_id", () -> new BsonString(random.nextInt(9) == 0 ? " " : "job_" + number));
    maybe(
        row, "company_name", () -> text(List.of("Acme", " Globex ", "", "   ", "Köhler & Söhne")));
    maybe(row, "job_title", () -> text(TITLES));
    maybe(row, "job_description", () -> text(TITLES));
    maybe(row, "skills_required", () -> list(SKILLS, true));
    maybe(row, "task_type", () -> text(TASKS));
    maybe(row, "other_task_type", () -> text(List.of("site_audit", "content strategy", " ", "-x")));
    maybe(row, "portfolio_urls", () -> list(URLS, false));
    maybe(row, "industry", () -> text(List.of("Finance", " SaaS ", "", " ")));
    maybe(row, "deliverables", () -> list(List.of("A", " A ", "B", "", "C", "D", "E", "F"), false));
    row.put("outcome", new BsonString("fine"));
    return row;
  }

  private void maybe(BsonDocument row, String field, java.util.function.Supplier<BsonValue> value) {
    switch (random.nextInt(8)) {
      case 0 -> row.put(field, BsonNull.VALUE);
      case 1 -> {
        if (random.nextBoolean()) {
          row.put(field, random.nextBoolean() ? new BsonInt32(7) : new BsonDouble(0.5));
        }
      }
      default -> row.put(field, value.get());
    }
  }

  private BsonString text(List<String> of) {
    return new BsonString(of.get(random.nextInt(of.size())));
  }

  private BsonValue list(List<String> of, boolean commas) {
    List<String> chosen = new ArrayList<>();
    for (int at = random.nextInt(16); at > 0; at--) {
      chosen.add(of.get(random.nextInt(of.size())));
    }
    return switch (random.nextInt(commas ? 4 : 3)) {
      case 0 -> new BsonString(json(chosen));
      case 1 -> {
        BsonArray array = new BsonArray();
        chosen.forEach(text -> array.add(new BsonString(text)));
        array.add(new BsonInt32(3));
        yield array;
      }
      case 2 -> new BsonArray(chosen.stream().map(BsonString::new).toList());
      default -> new BsonString(String.join(",", chosen));
    };
  }

  private static String json(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", ", "[", "]"));
  }
}
