package io.palimpsest.local.documents;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/**
 * Sits between protocol and commands of one connection: lets a command run only while no commit
 * runs, and hands its reply to the group commit instead of the socket.
 *
 * <p>Replies to reads take the same way, since a read may have seen what is not committed yet.
 */
final class CommitGate extends ChannelDuplexHandler {

  private final GroupCommit commits;

  CommitGate(GroupCommit commits) {
    this.commits = commits;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object command) {
    commits.duringNoCommit(() -> context.fireChannelRead(command));
  }

  @Override
  public void write(ChannelHandlerContext context, Object reply, ChannelPromise promise) {
    commits.afterNextCommit(() -> context.writeAndFlush(reply, promise));
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    // Each reply is flushed when it is released.
  }
}
