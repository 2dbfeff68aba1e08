package io.palimpsest.local.vectors.api;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.inference.TextHandler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What is asked with texts, over REST; gRPC has none of it. */
final class TextApi {
  private TextApi() {}

  static void mount(Router router, RestApi rest) {
    rest.serve(router.post("/embed"), Operation.EMBED, TextApi::body, Json.SNAKE, 200);
    rest.serve(router.post("/rerank"), Operation.RERANK, TextApi::body, Json.SNAKE, 200);
    rest.serve(
        router.post("/records/namespaces/:namespace/upsert"),
        Operation.UPSERT_RECORDS,
        TextApi::records,
        Json.SNAKE,
        201);
    rest.serve(
        router.post("/records/namespaces/:namespace/search"),
        Operation.SEARCH_RECORDS,
        TextApi::search,
        Json.SNAKE,
        200);
  }

  private static Struct body(RoutingContext context) {
    return (Struct) Json.read(context, Struct.getDefaultInstance());
  }

  private static Struct search(RoutingContext context) {
    return body(context).toBuilder()
        .putFields(TextHandler.NAMESPACE, text(context.pathParam("namespace")))
        .build();
  }

  /** One JSON object per line. */
  private static Struct records(RoutingContext context) {
    String body = context.body().asString();
    if (body == null) {
      throw Refusal.invalid("Request needs a body");
    }
    ListValue.Builder records = ListValue.newBuilder();
    body.lines()
        .filter(line -> !line.isBlank())
        .map(line -> (Struct) Json.read(line, Struct.getDefaultInstance()))
        .forEach(line -> records.addValues(Value.newBuilder().setStructValue(line)));
    return Struct.newBuilder()
        .putFields(TextHandler.NAMESPACE, text(context.pathParam("namespace")))
        .putFields(TextHandler.RECORDS, Value.newBuilder().setListValue(records).build())
        .build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
