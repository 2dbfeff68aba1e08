package io.palimpsest.vectorstore.pinecone;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.palimpsest.vectorstore.VectorStoreException;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.util.concurrent.TimeUnit;

/**
 * One channel to one index. The SDK's connection adds key and API version; the channel under it is
 * our own, because the SDK's takes no interceptor, and because its cache of connections knows
 * indexes by name only, so that two hosts with an index of the same name would share one.
 */
final class Connection implements AutoCloseable {
  /** Version of the API that is spoken over REST. */
  static final String API_VERSION = "2025-10";

  private static final long KEEP_ALIVE_SECONDS = 30;

  private final ManagedChannel channel;
  private final PineconeConnection connection;
  private final VectorServiceBlockingStub stub;

  Connection(PineconeSettings settings) {
    channel = channel(settings);
    PineconeConfig config = new PineconeConfig(settings.apiKey());
    config.setHost(settings.host());
    config.setTLSEnabled(settings.tls());
    config.setCustomManagedChannel(channel);
    connection = new PineconeConnection(config);
    stub = connection.getBlockingStub().withInterceptors(new HeaderInterceptor());
  }

  VectorServiceBlockingStub stub() {
    return stub;
  }

  /** After a lost connection the channel would wait up to two minutes before it tries again. */
  void failed(VectorStoreException error) {
    if (error instanceof VectorStoreException.Unavailable) {
      channel.resetConnectBackoff();
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  /** Retries inside the channel are off: every request that leaves must be one that we counted. */
  private static ManagedChannel channel(PineconeSettings settings) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forTarget(PineconeConnection.formatEndpoint(settings.host()))
            .disableRetry()
            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    return (settings.tls() ? builder.useTransportSecurity() : builder.usePlaintext()).build();
  }
}
