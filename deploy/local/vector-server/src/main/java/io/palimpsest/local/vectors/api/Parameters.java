package io.palimpsest.local.vectors.api;

import io.palimpsest.local.vectors.call.Refusal;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.ListNamespacesRequest;
import io.pinecone.proto.ListRequest;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** Requests that come as query parameters. */
final class Parameters {
  private Parameters() {}

  static FetchRequest fetch(RoutingContext context) {
    FetchRequest.Builder request = FetchRequest.newBuilder();
    request.addAllIds(context.queryParam("ids"));
    text(context, "namespace", request::setNamespace);
    return request.build();
  }

  static ListRequest list(RoutingContext context) {
    ListRequest.Builder request = ListRequest.newBuilder();
    text(context, "prefix", request::setPrefix);
    text(context, "namespace", request::setNamespace);
    text(context, "paginationToken", request::setPaginationToken);
    number(context, "limit", request::setLimit);
    return request.build();
  }

  static ListNamespacesRequest listNamespaces(RoutingContext context) {
    ListNamespacesRequest.Builder request = ListNamespacesRequest.newBuilder();
    text(context, "prefix", request::setPrefix);
    text(context, "paginationToken", request::setPaginationToken);
    number(context, "limit", request::setLimit);
    return request.build();
  }

  private static void text(RoutingContext context, String name, Consumer<String> target) {
    MultiMap parameters = context.queryParams();
    if (parameters.contains(name)) {
      target.accept(parameters.get(name));
    }
  }

  private static void number(RoutingContext context, String name, Consumer<Integer> target) {
    text(
        context,
        name,
        value -> {
          try {
            target.accept(Integer.parseInt(value));
          } catch (NumberFormatException e) {
            throw Refusal.invalid("%s must be a whole number".formatted(name));
          }
        });
  }
}
