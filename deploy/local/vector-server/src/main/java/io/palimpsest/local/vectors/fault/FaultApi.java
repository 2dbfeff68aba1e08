package io.palimpsest.local.vectors.fault;

import io.palimpsest.local.vectors.call.CallCounts;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.key.ApiKeys;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Admin API of tests: {@code /_faults} switches misbehaviour on and off and tells how often each
 * fired, {@code /_calls} tells how often each operation was asked for. It takes keys of its own,
 * and is not there where none was configured.
 */
public final class FaultApi {
  private final Faults faults;
  private final VisibilityDelays delays;
  private final ApiKeys keys;
  private final CallCounts counts;

  public FaultApi(Faults faults, VisibilityDelays delays, ApiKeys keys, CallCounts counts) {
    this.faults = faults;
    this.delays = delays;
    this.keys = keys;
    this.counts = counts;
  }

  public void mount(Router router) {
    serve(router.get("/_faults"), context -> json(context, 200, state()));
    serve(router.post("/_faults"), this::add);
    serve(router.delete("/_faults"), this::clear);
    serve(router.put("/_faults/visibility"), this::setVisibility);
    serve(router.post("/_faults/keys/revoke"), this::revoke);
    serve(router.delete("/_faults/keys"), this::restoreKeys);
    serve(router.delete("/_faults/:id"), this::remove);
    serve(router.get("/_calls"), context -> json(context, 200, calls()));
    serve(router.delete("/_calls"), this::resetCalls);
  }

  private void add(RoutingContext context) {
    Fault fault = FaultReader.read(body(context));
    try {
      faults.add(fault);
    } catch (IllegalArgumentException full) {
      throw new Problem("fault", String.valueOf(full.getMessage()));
    }
    json(context, 201, describe(fault));
  }

  private void clear(RoutingContext context) {
    faults.clear();
    delays.clear();
    keys.restoreAll();
    done(context);
  }

  private void remove(RoutingContext context) {
    if (faults.remove(context.pathParam("id"))) {
      done(context);
    } else {
      problem(context, 404, "id", "no fault has this id");
    }
  }

  private void setVisibility(RoutingContext context) {
    JsonObject json = body(context);
    Fields fields = new Fields(json);
    fields.checkKnown(
        Arrays.stream(ReadKind.values()).map(ReadKind::label).collect(Collectors.toSet()));
    Map<ReadKind, Duration> changed = new EnumMap<>(ReadKind.class);
    for (ReadKind kind : ReadKind.values()) {
      changed.put(kind, fields.millis(kind.label()));
    }
    try {
      delays.set(changed);
    } catch (IllegalArgumentException e) {
      throw new Problem("query, fetch, list, stats", String.valueOf(e.getMessage()));
    }
    json(context, 200, visibility());
  }

  private void revoke(RoutingContext context) {
    Fields fields = new Fields(body(context));
    fields.checkKnown(Set.of("key"));
    keys.revoke(fields.text("key"));
    done(context);
  }

  private void restoreKeys(RoutingContext context) {
    keys.restoreAll();
    done(context);
  }

  private void resetCalls(RoutingContext context) {
    counts.reset();
    done(context);
  }

  private JsonObject state() {
    return new JsonObject()
        .put("faults", new JsonArray(faults.all().stream().map(FaultApi::describe).toList()))
        .put("visibility", visibility())
        .put(
            "keys",
            new JsonObject().put("revoked", keys.revokedCount()).put("refused", keys.refusals()));
  }

  private static JsonObject describe(Fault fault) {
    return new JsonObject()
        .put("id", fault.id())
        .put("effect", fault.effect().toString())
        .put(
            "operations",
            new JsonArray(fault.aim().operations().stream().map(Operation::label).toList()))
        .put("namespace", fault.aim().namespace())
        .put("seen", fault.seen())
        .put("fired", fault.fired());
  }

  private JsonObject visibility() {
    JsonObject json = new JsonObject();
    for (ReadKind kind : ReadKind.values()) {
      json.put(
          kind.label(),
          new JsonObject()
              .put("millis", delays.delay(kind).toMillis())
              .put("stale_reads", delays.staleReads(kind)));
    }
    return json;
  }

  private JsonObject calls() {
    JsonObject operations = new JsonObject();
    long writes = 0;
    for (Operation operation : Operation.values()) {
      CallCounts.Count count = counts.count(operation);
      writes += operation.isWrite() ? count.calls() : 0;
      operations.put(
          operation.label(),
          new JsonObject()
              .put("calls", count.calls())
              .put("refused", count.refused())
              .put("records", count.records()));
    }
    return new JsonObject().put("writes", writes).put("operations", operations);
  }

  private void serve(Route route, Handler<RoutingContext> handler) {
    route.handler(this::authorise).handler(handler).failureHandler(FaultApi::fail);
  }

  private void authorise(RoutingContext context) {
    keys.requireFaults(context.request().getHeader("Api-Key"));
    context.next();
  }

  private static JsonObject body(RoutingContext context) {
    try {
      JsonObject body = context.body().asJsonObject();
      return body == null ? new JsonObject() : body;
    } catch (DecodeException | ClassCastException e) {
      throw new Problem("body", "must be a JSON object");
    }
  }

  private static void fail(RoutingContext context) {
    if (context.failure() instanceof Problem problem) {
      problem(context, 400, problem.field(), String.valueOf(problem.getMessage()));
    } else {
      context.next();
    }
  }

  private static void problem(RoutingContext context, int status, String field, String rule) {
    JsonObject body =
        new JsonObject()
            .put("title", status == 404 ? "Not found" : "Bad request")
            .put("status", status)
            .put("field", field)
            .put("detail", field + " " + rule);
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(body.encode());
  }

  private static void done(RoutingContext context) {
    context.response().setStatusCode(204).end();
  }

  private static void json(RoutingContext context, int status, JsonObject body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body.encode());
  }
}
