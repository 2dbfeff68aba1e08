package io.palimpsest.vectorstore.pinecone;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** Keeps the headers of an answer, which stubs throw away, for calls that carry the option. */
final class HeaderInterceptor implements ClientInterceptor {
  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    ClientCall<Q, A> call = next.newCall(method, options);
    CallHeaders headers = options.getOption(CallHeaders.OPTION);
    return headers == null ? call : new Recording<>(call, headers);
  }

  private static final class Recording<Q, A> extends SimpleForwardingClientCall<Q, A> {
    private final CallHeaders headers;

    Recording(ClientCall<Q, A> call, CallHeaders headers) {
      super(call);
      this.headers = headers;
    }

    @Override
    public void start(Listener<A> listener, Metadata requestHeaders) {
      super.start(new RecordingListener<>(listener, headers), requestHeaders);
    }
  }

  private static final class RecordingListener<A> extends SimpleForwardingClientCallListener<A> {
    private final CallHeaders headers;

    RecordingListener(ClientCall.Listener<A> listener, CallHeaders headers) {
      super(listener);
      this.headers = headers;
    }

    @Override
    public void onHeaders(Metadata metadata) {
      headers.add(metadata);
      super.onHeaders(metadata);
    }

    @Override
    public void onClose(Status status, @Nullable Metadata trailers) {
      headers.add(trailers);
      super.onClose(status, trailers);
    }
  }
}
