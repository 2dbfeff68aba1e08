package io.palimpsest.local.vectors.control;

import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.key.ApiKeys;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** The control plane over REST: {@code /indexes}. */
public final class ControlApi {
  private static final Logger LOG = Logger.getLogger(ControlApi.class);

  private interface Action {
    void run(RoutingContext context) throws IOException;
  }

  private final Indexes indexes;
  private final ApiKeys keys;
  private final IntSupplier mainPort;
  private final int modelDimension;

  /**
   * @param modelDimension dimension of an index that embeds, when the client names none
   */
  public ControlApi(Indexes indexes, ApiKeys keys, IntSupplier mainPort, int modelDimension) {
    this.indexes = indexes;
    this.keys = keys;
    this.mainPort = mainPort;
    this.modelDimension = modelDimension;
  }

  public void mount(Router router) {
    serve(router.get("/indexes"), false, this::list);
    serve(router.post("/indexes"), true, this::create);
    serve(router.post("/indexes/create-for-model"), true, this::createForModel);
    serve(router.get("/indexes/:name"), false, this::describe);
    serve(router.patch("/indexes/:name"), true, this::configure);
    serve(router.delete("/indexes/:name"), true, this::delete);
    for (String known :
        List.of(
            "/collections*",
            "/backups*",
            "/restore-jobs*",
            "/indexes/:name/backups",
            "/assistant*",
            "/bulk/imports*")) {
      serve(router.route(known), false, ControlApi::missing);
    }
  }

  private void serve(Route route, boolean write, Action action) {
    route.blockingHandler(
        context -> {
          try {
            keys.require(context.request().getHeader("Api-Key"), write, "control operations");
            action.run(context);
          } catch (Refusal refusal) {
            refuse(context, refusal);
          } catch (IOException e) {
            LOG.error("a control operation failed", e);
            refuse(context, new Refusal(Reason.INTERNAL, "Internal error"));
          }
        },
        false);
  }

  private static void missing(RoutingContext context) {
    throw new Refusal(
        Reason.UNIMPLEMENTED,
        "This server does not know " + context.request().method() + " " + context.normalizedPath());
  }

  private void list(RoutingContext context) {
    JsonArray all = new JsonArray();
    indexes.all().forEach(index -> all.add(json(context, index)));
    answer(context, 200, new JsonObject().put("indexes", all));
  }

  private void create(RoutingContext context) throws IOException {
    ServedIndex made = indexes.create(DefinitionJson.read(body(context)));
    answer(context, 201, json(context, made));
  }

  private void createForModel(RoutingContext context) throws IOException {
    Definition wanted = DefinitionJson.readForModel(body(context), modelDimension);
    answer(context, 201, json(context, indexes.create(wanted)));
  }

  private void describe(RoutingContext context) {
    answer(context, 200, json(context, indexes.get(context.pathParam("name"))));
  }

  private void configure(RoutingContext context) throws IOException {
    JsonObject changes = body(context);
    ServedIndex changed =
        indexes.configure(
            context.pathParam("name"), definition -> DefinitionJson.configure(definition, changes));
    answer(context, 200, json(context, changed));
  }

  private void delete(RoutingContext context) throws IOException {
    indexes.delete(context.pathParam("name"));
    context.response().setStatusCode(202).end();
  }

  /** The host is the one that the client used, so that it is one that the client can reach. */
  private JsonObject json(RoutingContext context, ServedIndex index) {
    int port = index.server() == null ? mainPort.getAsInt() : index.definition().port();
    return DefinitionJson.write(
        index.definition(), context.request().authority().host() + ":" + port);
  }

  private static JsonObject body(RoutingContext context) {
    try {
      JsonObject body = context.body().asJsonObject();
      if (body == null) {
        throw Refusal.invalid("Request needs a body");
      }
      return body;
    } catch (DecodeException | ClassCastException e) {
      throw Refusal.invalid("Request body is not a JSON object");
    }
  }

  private static void answer(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body.encode());
  }

  private static void refuse(RoutingContext context, Refusal refusal) {
    JsonObject error =
        new JsonObject().put("code", code(refusal.reason())).put("message", refusal.getMessage());
    int status = refusal.reason().httpStatus();
    answer(context, status, new JsonObject().put("status", status).put("error", error));
  }

  private static String code(Reason reason) {
    return switch (reason) {
      case INVALID, TOO_LARGE -> "INVALID_ARGUMENT";
      case NOT_FOUND -> "NOT_FOUND";
      case EXISTS -> "ALREADY_EXISTS";
      case FORBIDDEN -> "FORBIDDEN";
      case TOO_MANY_REQUESTS -> "RESOURCE_EXHAUSTED";
      case UNIMPLEMENTED -> "UNIMPLEMENTED";
      case INTERNAL -> "INTERNAL";
      case UNAVAILABLE -> "UNAVAILABLE";
      case UNAUTHENTICATED -> "UNAUTHENTICATED";
    };
  }
}
