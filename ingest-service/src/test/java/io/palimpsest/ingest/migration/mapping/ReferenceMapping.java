package io.palimpsest.ingest.migration.mapping;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * M4 to M9 once more, written from the text of the requirement alone, with loops over characters
 * and nothing of the product's.
 */
final class ReferenceMapping {
  private static final String[][] TABLE = {
    {
      "E-commerce",
      "shop",
      "store",
      "storefront",
      "e-commerce",
      "ecommerce",
      "shopify",
      "woocommerce",
      "checkout"
    },
    {"Healthcare", "health", "healthcare", "clinic", "medical", "patient"},
    {"Finance", "bank", "fintech", "payment", "trading", "insurance"},
    {"Education", "school", "course", "learning", "education", "student", "students"},
    {"Real Estate", "real estate", "property", "rental", "listings"},
    {"Travel", "travel", "hotel", "booking"},
    {"Gaming", "game", "gaming"},
    {"SaaS", "saas", "b2b", "crm"},
  };

  private ReferenceMapping() {}

  record Expected(
      String itemId,
      String company,
      List<String> skills,
      List<String> deliverables,
      @Nullable String url,
      String industry) {}

  static @Nullable Expected of(BsonDocument row, String org, boolean preferExisting)
      throws NoSuchAlgorithmException {
    String contract = string(row, "contract_id");
    if (contract == null || contract.isBlank()) {
      contract = row.getObjectId("_id").getValue().toString();
    }
    String company = string(row, "company_name");
    if (company == null || company.strip().isEmpty()) {
      company = string(row, "job_title");
    }
    if (company == null || company.strip().isEmpty()) {
      return null;
    }
    byte[] sha =
        MessageDigest.getInstance("SHA-256")
            .digest((org + "\n" + contract).getBytes(StandardCharsets.UTF_8));
    String hex = String.format("%064x", new BigInteger(1, sha));
    return new Expected(
        "port_" + hex.substring(0, 12),
        company.strip(),
        skills(row),
        deliverables(row, preferExisting),
        url(row),
        industry(row));
  }

  private static List<String> skills(BsonDocument row) {
    List<String> result = new ArrayList<>();
    for (String skill : list(row.get("skills_required"), true)) {
      String trimmed = skill.strip();
      boolean repeated = false;
      for (String known : result) {
        repeated |= known.equalsIgnoreCase(trimmed);
      }
      if (!trimmed.isEmpty() && !repeated && result.size() < 10) {
        result.add(trimmed);
      }
    }
    return result;
  }

  private static List<String> deliverables(BsonDocument row, boolean preferExisting) {
    List<String> raw = new ArrayList<>();
    if (preferExisting && row.get("deliverables") instanceof BsonArray array) {
      array.forEach(
          one -> {
            if (one.isString() && !one.asString().getValue().isBlank()) {
              raw.add(one.asString().getValue());
            }
          });
    }
    if (raw.isEmpty()) {
      String title = string(row, "job_title");
      if (title != null) {
        raw.add(title);
      }
      String task = string(row, "task_type");
      if (task != null && task.strip().equals("other")) {
        task = string(row, "other_task_type");
      }
      if (task != null) {
        String words = task.strip().replaceAll("[_-]", " ").strip();
        if (!words.isEmpty()) {
          raw.add(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        }
      }
    }
    List<String> result = new ArrayList<>();
    for (String one : raw) {
      String text = one.strip();
      if (text.length() > 100) {
        text = text.substring(0, 100).strip();
      }
      if (!text.isEmpty() && !result.contains(text) && result.size() < 5) {
        result.add(text);
      }
    }
    return result;
  }

  private static @Nullable String url(BsonDocument row) {
    for (String one : list(row.get("portfolio_urls"), false)) {
      String text = one.strip();
      String lower = text.toLowerCase(Locale.ROOT);
      int host = lower.startsWith("http://") ? 7 : lower.startsWith("https://") ? 8 : -1;
      if (host > 0 && !text.contains(" ") && text.length() > host && text.charAt(host) != '/') {
        return text;
      }
    }
    return null;
  }

  private static String industry(BsonDocument row) {
    String given = string(row, "industry");
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    for (String field : List.of("job_title", "job_description")) {
      String text = string(row, field);
      if (text == null) {
        continue;
      }
      for (String[] line : TABLE) {
        for (int at = 1; at < line.length; at++) {
          if (hasWord(text.toLowerCase(Locale.ROOT), line[at])) {
            return line[0];
          }
        }
      }
    }
    return "General";
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      boolean before = at > 0 && inWord(text.codePointBefore(at));
      int end = at + word.length();
      boolean after = end < text.length() && inWord(text.codePointAt(end));
      if (!before && !after) {
        return true;
      }
    }
    return false;
  }

  private static boolean inWord(int point) {
    return Character.isLetter(point) || Character.isDigit(point) || point == '_';
  }

  private static @Nullable String string(BsonDocument row, String field) {
    BsonValue value = row.get(field);
    return value != null && value.isString() ? value.asString().getValue() : null;
  }

  private static List<String> list(@Nullable BsonValue value, boolean commas) {
    BsonArray array = new BsonArray();
    if (value instanceof BsonArray given) {
      array = given;
    } else if (value != null && value.isString()) {
      String text = value.asString().getValue();
      if (text.strip().startsWith("[")) {
        array = BsonArray.parse(text);
      } else if (commas) {
        return List.of(text.split(",", -1));
      }
    }
    List<String> texts = new ArrayList<>();
    array.forEach(
        one -> {
          if (one.isString()) {
            texts.add(one.asString().getValue());
          }
        });
    return texts;
  }
}
