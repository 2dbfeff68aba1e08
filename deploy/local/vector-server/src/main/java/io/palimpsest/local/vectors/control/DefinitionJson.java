package io.palimpsest.local.vectors.control;

import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.control.Definition.Embedding;
import io.palimpsest.local.vectors.index.IndexSpec;
import io.palimpsest.local.vectors.index.Metric;
import io.palimpsest.local.vectors.index.VectorType;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Definitions as the control plane's JSON: as asked for, as told, and, with the port, as kept. */
final class DefinitionJson {
  private static final JsonObject NOTHING = new JsonObject();
  private static final String DENSE = "dense";
  private static final String SPARSE = "sparse";

  private DefinitionJson() {}

  /** What a client asks for, or what was kept. */
  static Definition read(JsonObject json) {
    try {
      return definition(json);
    } catch (ClassCastException e) {
      throw Refusal.invalid("A field of the index is of the wrong type");
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Definition definition(JsonObject json) {
    JsonObject serverless = serverless(json);
    refuseMissing(json, "source_collection", "source_backup_id", "schema");
    refuseMissing(serverless, "source_collection", "schema");
    refuseDedicated(serverless);
    return new Definition(
        spec(json),
        serverless.getString("cloud", "aws"),
        serverless.getString("region", "us-east-1"),
        isProtected(json),
        tags(json, Map.of()),
        Optional.ofNullable(json.getJsonObject("embed")).map(DefinitionJson::embedding),
        json.getInteger("port", 0));
  }

  private static IndexSpec spec(JsonObject json) {
    return switch (json.getString("vector_type", DENSE)) {
      case DENSE ->
          IndexSpec.dense(name(json), dimension(json.getInteger("dimension")), metric(json));
      case SPARSE -> sparse(json);
      default -> throw Refusal.invalid("vector_type must be dense or sparse");
    };
  }

  private static IndexSpec sparse(JsonObject json) {
    if (json.getInteger("dimension") != null) {
      throw Refusal.invalid("A sparse index has no dimension");
    }
    if (!json.getString("metric", "dotproduct").equals("dotproduct")) {
      throw Refusal.invalid("The metric of a sparse index is dotproduct");
    }
    return IndexSpec.sparse(name(json));
  }

  /** What the API knows and this server would pass over in silence. */
  private static void refuseMissing(JsonObject json, String... fields) {
    for (String field : fields) {
      if (json.getValue(field) != null) {
        throw new Refusal(Reason.UNIMPLEMENTED, "This server does not know the field " + field);
      }
    }
  }

  private static void refuseDedicated(JsonObject serverless) {
    JsonObject capacity = serverless.getJsonObject("read_capacity", NOTHING);
    if (!capacity.getString("mode", "OnDemand").equals("OnDemand")) {
      throw new Refusal(
          Reason.UNIMPLEMENTED, "This server has no read_capacity but that of mode OnDemand");
    }
  }

  /** What {@code create-for-model} asks for. */
  static Definition readForModel(JsonObject json, int modelDimension) {
    JsonObject embed = json.getJsonObject("embed", NOTHING);
    if (embed.getString("model", "").isBlank()) {
      throw Refusal.invalid("The field embed.model is required");
    }
    JsonObject same =
        json.copy()
            .put("dimension", embed.getInteger("dimension", modelDimension))
            .put("metric", embed.getString("metric", "cosine"))
            .put("spec", new JsonObject().put("serverless", json));
    return read(same);
  }

  static JsonObject write(Definition definition, String host) {
    JsonObject json =
        new JsonObject()
            .put("name", definition.name())
            .put("vector_type", definition.spec().type().label())
            .put("metric", definition.spec().metric().label())
            .put("status", new JsonObject().put("ready", true).put("state", "Ready"))
            .put("host", host)
            .put("spec", new JsonObject().put("serverless", serverless(definition)))
            .put("deletion_protection", definition.deletionProtected() ? "enabled" : "disabled")
            .put("tags", new JsonObject(new HashMap<>(definition.tags())));
    if (definition.spec().type() == VectorType.DENSE) {
      json.put("dimension", definition.spec().dimension());
    }
    definition.embedding().ifPresent(embedding -> json.put("embed", embed(definition, embedding)));
    return json;
  }

  static JsonObject keep(Definition definition) {
    return write(definition, "").put("port", definition.port());
  }

  /** The definition with what a client changes of it. */
  static Definition configure(Definition definition, JsonObject changes) {
    try {
      JsonObject serverless =
          changes.getJsonObject("spec", NOTHING).getJsonObject("serverless", NOTHING);
      refuseDedicated(serverless);
      refuseMissing(serverless, "schema");
      refuseMissing(changes, "embed");
      boolean protect =
          changes.containsKey("deletion_protection")
              ? isProtected(changes)
              : definition.deletionProtected();
      return definition.configured(protect, tags(changes, definition.tags()));
    } catch (ClassCastException e) {
      throw Refusal.invalid("A field of the configuration is of the wrong type");
    }
  }

  private static JsonObject serverless(JsonObject json) {
    JsonObject spec = json.getJsonObject("spec", NOTHING);
    JsonObject serverless = spec.getJsonObject("serverless");
    if (serverless == null) {
      throw Refusal.invalid("This server makes serverless indexes only: spec.serverless");
    }
    return serverless;
  }

  private static JsonObject serverless(Definition definition) {
    JsonObject onDemand =
        new JsonObject()
            .put("mode", "OnDemand")
            .put("status", new JsonObject().put("state", "Ready"));
    return new JsonObject()
        .put("cloud", definition.cloud())
        .put("region", definition.region())
        .put("read_capacity", onDemand);
  }

  private static String name(JsonObject json) {
    @Nullable String name = json.getString("name");
    if (name == null) {
      throw Refusal.invalid("Index needs a name");
    }
    return name;
  }

  private static int dimension(@Nullable Integer dimension) {
    if (dimension == null) {
      throw Refusal.invalid("Index needs a dimension");
    }
    return dimension;
  }

  private static Metric metric(JsonObject json) {
    String label = json.getString("metric", "cosine");
    return Arrays.stream(Metric.values())
        .filter(metric -> metric.label().equals(label))
        .findFirst()
        .orElseThrow(() -> Refusal.invalid("Metric must be cosine, dotproduct or euclidean"));
  }

  private static boolean isProtected(JsonObject json) {
    return switch (json.getString("deletion_protection", "disabled")) {
      case "enabled" -> true;
      case "disabled" -> false;
      default -> throw Refusal.invalid("deletion_protection must be enabled or disabled");
    };
  }

  /** Tags given replace those of the same name; an empty one removes. */
  private static Map<String, String> tags(JsonObject json, Map<String, String> present) {
    Map<String, String> tags = new HashMap<>(present);
    JsonObject given = json.getJsonObject("tags");
    if (given != null) {
      given.fieldNames().forEach(name -> tags.put(name, given.getString(name)));
    }
    tags.values().removeIf(String::isEmpty);
    return tags;
  }

  private static Embedding embedding(JsonObject embed) {
    @Nullable String model = embed.getString("model");
    if (model == null) {
      throw Refusal.invalid("embed needs a model");
    }
    JsonObject fields = embed.getJsonObject("field_map", NOTHING);
    return new Embedding(model, fields.getString("text", "text"));
  }

  private static JsonObject embed(Definition definition, Embedding embedding) {
    return new JsonObject()
        .put("model", embedding.model())
        .put("metric", definition.spec().metric().label())
        .put("dimension", definition.spec().dimension())
        .put("vector_type", "dense")
        .put("field_map", new JsonObject().put("text", embedding.textField()))
        .put("read_parameters", new JsonObject())
        .put("write_parameters", new JsonObject());
  }
}
