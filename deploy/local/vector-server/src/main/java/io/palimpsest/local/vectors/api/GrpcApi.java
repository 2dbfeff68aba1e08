package io.palimpsest.local.vectors.api;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.pinecone.proto.VectorServiceGrpc;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;

/** The data plane over gRPC. */
public final class GrpcApi {
  private static final String CONTENT_TYPE = "application/grpc";
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final GrpcServer server;
  private final Dispatch dispatch;

  public GrpcApi(Vertx vertx, Dispatch dispatch) {
    this.server = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(MOST_BYTES));
    this.dispatch = dispatch;
    serve(VectorServiceGrpc.getUpsertMethod(), Operation.UPSERT);
    serve(VectorServiceGrpc.getUpdateMethod(), Operation.UPDATE);
    serve(VectorServiceGrpc.getDeleteMethod(), Operation.DELETE);
    serve(VectorServiceGrpc.getQueryMethod(), Operation.QUERY);
    serve(VectorServiceGrpc.getFetchMethod(), Operation.FETCH);
    serve(VectorServiceGrpc.getFetchByMetadataMethod(), Operation.FETCH_BY_METADATA);
    serve(VectorServiceGrpc.getListMethod(), Operation.LIST);
    serve(VectorServiceGrpc.getDescribeIndexStatsMethod(), Operation.DESCRIBE_INDEX_STATS);
    serve(VectorServiceGrpc.getCreateNamespaceMethod(), Operation.CREATE_NAMESPACE);
    serve(VectorServiceGrpc.getListNamespacesMethod(), Operation.LIST_NAMESPACES);
    serve(VectorServiceGrpc.getDescribeNamespaceMethod(), Operation.DESCRIBE_NAMESPACE);
    serve(VectorServiceGrpc.getDeleteNamespaceMethod(), Operation.DELETE_NAMESPACE);
  }

  static boolean isFor(HttpServerRequest request) {
    String type = request.getHeader("content-type");
    return type != null && type.startsWith(CONTENT_TYPE);
  }

  void handle(HttpServerRequest request) {
    server.handle(request);
  }

  private <Q extends Message, A extends Message> void serve(
      MethodDescriptor<Q, A> method, Operation operation) {
    server.callHandler(
        method, request -> request.handler(message -> call(request, message, operation)));
  }

  private <Q extends Message, A extends Message> void call(
      GrpcServerRequest<Q, A> request, Q message, Operation operation) {
    Call call =
        new Call(
            operation,
            message,
            request.connection().localAddress().port(),
            request.headers().get("api-key"),
            message.getSerializedSize());
    dispatch.dispatch(call, new GrpcCaller<>(request));
  }

  private record GrpcCaller<Q, A>(GrpcServerRequest<Q, A> request) implements Dispatch.Caller {
    @Override
    @SuppressWarnings("unchecked") // an operation is answered by its method's message
    public void answer(Reply reply) {
      GrpcServerResponse<Q, A> response = request.response();
      reply.headers().forEach(response.headers()::set);
      reply.headers().forEach(response.trailers()::set);
      response.end((A) reply.body());
    }

    @Override
    public void refuse(Refusal refusal) {
      GrpcServerResponse<Q, A> response = request.response();
      refusal.headers().forEach(response.trailers()::set);
      response
          .status(GrpcStatus.valueOf(refusal.reason().grpcCode()))
          .statusMessage(refusal.getMessage())
          .end();
    }

    @Override
    public void hangUp() {
      request.connection().close();
    }
  }
}
