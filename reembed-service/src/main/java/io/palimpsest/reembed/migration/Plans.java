package io.palimpsest.reembed.migration;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The plan that is being carried out: one at a time. Holds its hash, who agreed to it, and what a
 * named person has set aside, which is nobody's. Calls block and throw what the driver throws.
 */
final class Plans {
  private static final String ID = "_id";
  private static final String ACTIVE = "active";
  private static final String DRILL = "drill";
  private static final String TOUCHED = "touched";
  private final MongoCollection<Document> plans;

  /**
   * @param database the service's own
   */
  Plans(MongoDatabase database) {
    plans = database.getCollection("legacy_plans");
  }

  /**
   * A plan that was agreed to.
   *
   * @param hash its name
   * @param model model of the vectors
   * @param by who agreed to it
   * @param at when
   * @param setAside what stays where it is, with who answers for that
   * @param touched whether each twin is moved by its first accepted change
   */
  record Accepted(
      String hash,
      String model,
      String by,
      Instant at,
      List<Mapping.SetAside> setAside,
      boolean touched) {
    /** Copies the list. */
    Accepted {
      setAside = List.copyOf(setAside);
    }
  }

  /** The plan under way, if there is one. */
  Optional<Accepted> active() {
    return Optional.ofNullable(plans.find(eq(ID, ACTIVE)).first()).map(Plans::read);
  }

  /** Makes a plan the active one, unless there is one: that one is returned. */
  Accepted begin(Accepted plan) {
    try {
      plans.insertOne(document(plan));
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
    return active().orElse(plan);
  }

  /**
   * Takes a namespace that nobody owns out of the plan under way; a named person answers for it.
   */
  boolean setAside(String hash, Mapping.SetAside aside) {
    return plans
            .updateOne(
                eq("hash", hash),
                Updates.addToSet(
                    "set_aside",
                    new Document("namespace", aside.namespace()).append("by", aside.by())))
            .getMatchedCount()
        > 0;
  }

  /** Says whether each twin of the plan is moved by its first accepted change from now on. */
  void touched(String hash, boolean touched) {
    plans.updateOne(eq("hash", hash), Updates.set(TOUCHED, touched));
  }

  /** Keeps how the last drill ended. */
  void drilled(Drilled drill) {
    plans.replaceOne(
        eq(ID, DRILL),
        new Document("at", Date.from(drill.at()))
            .append("by", drill.by())
            .append("tests", new Document(new TreeMap<>(drill.tests()))),
        new ReplaceOptions().upsert(true));
  }

  /** How the last drill ended, if there was one. */
  Optional<Drilled> drilled() {
    return Optional.ofNullable(plans.find(eq(ID, DRILL)).first())
        .map(
            document -> {
              Map<String, String> tests = new TreeMap<>();
              document
                  .get("tests", Document.class)
                  .forEach((test, verdict) -> tests.put(test, verdict.toString()));
              return new Drilled(
                  document.getDate("at").toInstant(), document.getString("by"), tests);
            });
  }

  /** Ends it: another may follow. */
  void end(String hash) {
    plans.deleteOne(eq("hash", hash));
  }

  private static Document document(Accepted plan) {
    return new Document(ID, ACTIVE)
        .append("hash", plan.hash())
        .append("model", plan.model())
        .append("by", plan.by())
        .append("at", Date.from(plan.at()))
        .append(TOUCHED, plan.touched())
        .append(
            "set_aside",
            plan.setAside().stream()
                .map(one -> new Document("namespace", one.namespace()).append("by", one.by()))
                .toList());
  }

  private static Accepted read(Document document) {
    return new Accepted(
        document.getString("hash"),
        document.getString("model"),
        document.getString("by"),
        document.getDate("at").toInstant(),
        document.getList("set_aside", Document.class).stream()
            .map(one -> new Mapping.SetAside(one.getString("namespace"), one.getString("by")))
            .toList(),
        document.getBoolean(TOUCHED, false));
  }
}
