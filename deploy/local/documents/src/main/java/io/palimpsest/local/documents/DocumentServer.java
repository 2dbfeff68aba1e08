package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.wire.MongoDatabaseHandler;
import de.bwaldvogel.mongo.wire.MongoExceptionHandler;
import de.bwaldvogel.mongo.wire.MongoWireMessageEncoder;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.MongoWireReplyEncoder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The server: one file, one port of the loopback address. */
public final class DocumentServer implements AutoCloseable {

  // MongoDB itself looks once a minute.
  private static final int EXPIRY_SECONDS = 10;

  private final EventLoopGroup acceptor = new NioEventLoopGroup(1);
  private final EventLoopGroup workers = new NioEventLoopGroup();
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final StoredBackend backend;
  private final GroupCommit commits;
  private final Channel channel;

  /**
   * Opens or creates the store and starts to listen.
   *
   * @param port 0 picks a free one
   * @param folder holds the store; nobody else may have it open
   */
  public DocumentServer(int port, Path folder) throws IOException {
    Files.createDirectories(folder);
    backend = new StoredBackend(Store.open(folder.resolve("documents.mv")));
    commits = new GroupCommit(backend.getMvStore());
    channel =
        new ServerBootstrap()
            .group(acceptor, workers)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Pipeline(backend))
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .syncUninterruptibly()
            .channel();
    workers.scheduleWithFixedDelay(this::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
  }

  private void expire() {
    commits.duringNoCommit(backend::expire);
    commits.afterNextCommit(() -> {});
  }

  /** The port on which the server listens. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Stops listening, closes all connections, commits and closes the store. */
  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    clients.close().syncUninterruptibly();
    acceptor.shutdownGracefully();
    workers.shutdownGracefully();
    commits.close();
    backend.close();
  }

  /**
   * @param args port and folder
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: DocumentServer PORT FOLDER");
    }
    DocumentServer server = new DocumentServer(Integer.parseInt(args[0]), Path.of(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "close"));
    System.out.println("listening on port " + server.port());
  }

  private final class Pipeline extends ChannelInitializer<SocketChannel> {

    private final MongoBackend mongo;

    Pipeline(MongoBackend mongo) {
      this.mongo = mongo;
    }

    @Override
    protected void initChannel(SocketChannel client) {
      client
          .pipeline()
          .addLast(
              new MongoWireReplyEncoder(),
              new MongoWireMessageEncoder(),
              new MongoWireProtocolHandler(),
              new CommitGate(commits),
              new MongoDatabaseHandler(mongo, clients),
              new MongoExceptionHandler());
    }
  }
}
