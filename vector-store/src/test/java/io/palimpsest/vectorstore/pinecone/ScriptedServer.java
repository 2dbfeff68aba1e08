package io.palimpsest.vectorstore.pinecone;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.UpsertResponse;
import io.pinecone.proto.VectorServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A gRPC server on loopback that answers as a test says, for what a real server cannot be told. */
final class ScriptedServer extends VectorServiceGrpc.VectorServiceImplBase
    implements AutoCloseable {
  final List<UpsertRequest> upserts = new CopyOnWriteArrayList<>();
  final List<Metadata> headers = new CopyOnWriteArrayList<>();
  volatile BiConsumer<UpsertRequest, StreamObserver<UpsertResponse>> onUpsert = (q, a) -> {};
  volatile BiConsumer<QueryRequest, StreamObserver<QueryResponse>> onQuery = (q, a) -> {};
  volatile Metadata answerHeaders = new Metadata();

  private final Server server;

  ScriptedServer() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(ServerInterceptors.intercept(this, new Headers()))
            .build()
            .start();
  }

  String host() {
    return "localhost:" + server.getPort();
  }

  static <T> void answer(StreamObserver<T> observer, T message) {
    observer.onNext(message);
    observer.onCompleted();
  }

  @Override
  public void upsert(UpsertRequest request, StreamObserver<UpsertResponse> answer) {
    upserts.add(request);
    onUpsert.accept(request, answer);
  }

  @Override
  public void query(QueryRequest request, StreamObserver<QueryResponse> answer) {
    onQuery.accept(request, answer);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private final class Headers implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata requestHeaders, ServerCallHandler<Q, A> next) {
      headers.add(requestHeaders);
      return next.startCall(
          new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata metadata) {
              metadata.merge(answerHeaders);
              super.sendHeaders(metadata);
            }
          },
          requestHeaders);
    }
  }
}
