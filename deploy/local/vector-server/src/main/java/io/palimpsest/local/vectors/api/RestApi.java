package io.palimpsest.local.vectors.api;

import com.google.protobuf.Message;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.pinecone.proto.CreateNamespaceRequest;
import io.pinecone.proto.DeleteNamespaceRequest;
import io.pinecone.proto.DeleteRequest;
import io.pinecone.proto.DescribeIndexStatsRequest;
import io.pinecone.proto.DescribeNamespaceRequest;
import io.pinecone.proto.FetchByMetadataRequest;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.UpsertRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/**
 * The data plane over REST. Its JSON is protobuf's mapping of the gRPC messages; names of fields
 * are in camel case, but in snake case where namespaces are concerned, as in the API.
 */
final class RestApi {
  private final Dispatch dispatch;

  RestApi(Dispatch dispatch) {
    this.dispatch = dispatch;
  }

  void mount(Router router) {
    post(router, "/vectors/upsert", Operation.UPSERT, UpsertRequest.getDefaultInstance());
    post(router, "/vectors/update", Operation.UPDATE, UpdateRequest.getDefaultInstance());
    post(router, "/vectors/delete", Operation.DELETE, DeleteRequest.getDefaultInstance());
    post(router, "/query", Operation.QUERY, QueryRequest.getDefaultInstance());
    post(
        router,
        "/vectors/fetch_by_metadata",
        Operation.FETCH_BY_METADATA,
        FetchByMetadataRequest.getDefaultInstance());
    DescribeIndexStatsRequest stats = DescribeIndexStatsRequest.getDefaultInstance();
    post(router, "/describe_index_stats", Operation.DESCRIBE_INDEX_STATS, stats);
    serve(
        router.get("/describe_index_stats"),
        Operation.DESCRIBE_INDEX_STATS,
        context -> stats,
        Json.CAMEL);
    serve(router.get("/vectors/fetch"), Operation.FETCH, Parameters::fetch, Json.CAMEL);
    serve(router.get("/vectors/list"), Operation.LIST, Parameters::list, Json.CAMEL);
    mountNamespaces(router);
  }

  private void mountNamespaces(Router router) {
    CreateNamespaceRequest create = CreateNamespaceRequest.getDefaultInstance();
    serve(
        router.post("/namespaces"),
        Operation.CREATE_NAMESPACE,
        context -> Json.read(context, create),
        Json.SNAKE);
    serve(
        router.get("/namespaces"),
        Operation.LIST_NAMESPACES,
        Parameters::listNamespaces,
        Json.SNAKE);
    serve(
        router.get("/namespaces/:namespace"),
        Operation.DESCRIBE_NAMESPACE,
        context ->
            DescribeNamespaceRequest.newBuilder()
                .setNamespace(context.pathParam("namespace"))
                .build(),
        Json.SNAKE);
    serve(
        router.delete("/namespaces/:namespace"),
        Operation.DELETE_NAMESPACE,
        context ->
            DeleteNamespaceRequest.newBuilder()
                .setNamespace(context.pathParam("namespace"))
                .build(),
        Json.SNAKE);
  }

  private void post(Router router, String path, Operation operation, Message type) {
    serve(router.post(path), operation, context -> Json.read(context, type), Json.CAMEL);
  }

  private void serve(
      Route route, Operation operation, Function<RoutingContext, Message> read, Json json) {
    serve(route, operation, read, json, 200);
  }

  void serve(
      Route route,
      Operation operation,
      Function<RoutingContext, Message> read,
      Json json,
      int status) {
    route.handler(
        context -> {
          Call call = call(context, operation, read.apply(context));
          dispatch.dispatch(call, new RestCaller(context, json, status));
        });
  }

  private static Call call(RoutingContext context, Operation operation, Message request) {
    return new Call(
        operation,
        request,
        context.request().localAddress().port(),
        Answers.apiKey(context),
        Math.max(0, context.body().length()));
  }

  private record RestCaller(RoutingContext context, Json json, int status)
      implements Dispatch.Caller {
    @Override
    public void answer(Reply reply) {
      reply.headers().forEach(context.response()::putHeader);
      Answers.json(context, status, json.write(reply.body()));
    }

    @Override
    public void refuse(Refusal refusal) {
      Answers.refuse(context, refusal);
    }

    @Override
    public void hangUp() {
      context.request().connection().close();
    }
  }
}
