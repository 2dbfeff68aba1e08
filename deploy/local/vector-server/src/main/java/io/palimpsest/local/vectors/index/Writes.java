package io.palimpsest.local.vectors.index;

import com.google.protobuf.Message;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.palimpsest.local.vectors.call.Reply;
import io.palimpsest.local.vectors.log.Append;
import io.palimpsest.local.vectors.log.LogRecord;
import io.palimpsest.local.vectors.log.WriteLog;
import io.pinecone.proto.CreateNamespaceRequest;
import io.pinecone.proto.DeleteNamespaceRequest;
import io.pinecone.proto.DeleteResponse;
import io.pinecone.proto.NamespaceDescription;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.UpdateResponse;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.UpsertResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The write path: check, append to the log, apply, and answer once the log is on disk. What was
 * applied is visible before it is answered.
 */
final class Writes {
  private static final Logger LOG = Logger.getLogger(Writes.class);

  private record Applied(Append append, int count) {}

  private final Catalog catalog;
  private final WriteLog log;
  private final WriteChecks checks;

  Writes(Catalog catalog, WriteLog log, WriteChecks checks) {
    this.catalog = catalog;
    this.log = log;
    this.checks = checks;
  }

  CompletionStage<Reply> write(Call call) throws IOException {
    checks.check(call);
    Message request = call.request();
    String name = LoggedWrite.namespaceOf(request);
    return switch (request) {
      case UpsertRequest upsert -> reply(upsert(name, upsert), Writes::upserted);
      case CreateNamespaceRequest create -> create(name, create);
      case DeleteNamespaceRequest drop -> drop(existing(name), drop);
      case UpdateRequest update -> reply(change(name, update), Writes::updated);
      default -> reply(change(name, request), applied -> DeleteResponse.getDefaultInstance());
    };
  }

  /** Brings a namespace to where the log says it was, when its own commit is older. */
  void replay(LogRecord logged) {
    try {
      Message request = LoggedWrite.decode(logged);
      String name = LoggedWrite.namespaceOf(request);
      if (request instanceof DeleteNamespaceRequest) {
        replayDrop(name, logged.lsn());
      } else {
        Namespace namespace =
            request instanceof CreateNamespaceRequest create
                ? recreate(name, create)
                : catalog.obtain(name);
        if (logged.lsn() > namespace.appliedLsn()) {
          apply(namespace, request, Append.replayed(logged.lsn()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot replay log record " + logged.lsn(), e);
    } catch (IllegalArgumentException e) {
      // It failed the same way when it was new, so it was never acknowledged.
      LOG.errorf(e, "log record %d cannot be applied", logged.lsn());
    }
  }

  private Namespace recreate(String name, CreateNamespaceRequest create) {
    Namespace made = catalog.create(name, create.getSchema());
    return made == null ? catalog.obtain(name) : made;
  }

  private void replayDrop(String name, long lsn) throws IOException {
    Namespace namespace = catalog.find(name);
    if (namespace != null && lsn > namespace.appliedLsn()) {
      catalog.drop(namespace);
    }
  }

  private Applied upsert(String name, UpsertRequest upsert) throws IOException {
    Applied applied = null;
    while (applied == null) {
      applied = append(catalog.obtain(name), upsert);
    }
    return applied;
  }

  private Applied change(String name, Message request) throws IOException {
    Applied applied = append(existing(name), request);
    if (applied == null) {
      throw Refusal.namespaceNotFound();
    }
    return applied;
  }

  private CompletionStage<Reply> create(String name, CreateNamespaceRequest create)
      throws IOException {
    Namespace made = catalog.create(name, create.getSchema());
    Applied applied = made == null ? null : append(made, create);
    if (made == null || applied == null) {
      throw new Refusal(Reason.EXISTS, "Namespace '%s' already exists".formatted(name));
    }
    NamespaceDescription description = Descriptions.of(made, 0);
    return reply(applied, ignored -> description);
  }

  private CompletionStage<Reply> drop(Namespace namespace, DeleteNamespaceRequest drop) {
    namespace.writeLock.lock();
    try {
      if (namespace.isDropped()) {
        throw Refusal.namespaceNotFound();
      }
      Append append = log.append(LoggedWrite.kindOf(drop), drop.toByteArray());
      append.synced().join(); // the folder may go only once the log says so
      catalog.drop(namespace);
      return reply(new Applied(append, 0), applied -> DeleteResponse.getDefaultInstance());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot drop a namespace", e);
    } finally {
      namespace.writeLock.unlock();
    }
  }

  private Namespace existing(String name) {
    Namespace namespace = catalog.find(name);
    if (namespace == null) {
      throw Refusal.namespaceNotFound();
    }
    return namespace;
  }

  /** Null when the namespace was dropped in the meantime. */
  private @Nullable Applied append(Namespace namespace, Message request) throws IOException {
    namespace.writeLock.lock();
    try {
      if (namespace.isDropped()) {
        return null;
      }
      Append append = log.append(LoggedWrite.kindOf(request), request.toByteArray());
      return apply(namespace, request, append);
    } finally {
      namespace.writeLock.unlock();
    }
  }

  private static Applied apply(Namespace namespace, Message request, Append append)
      throws IOException {
    NamespaceStore store = namespace.acquire();
    if (store == null) {
      throw new IllegalStateException("a namespace was dropped under its write lock");
    }
    try {
      int count = Applier.apply(store, request, append.lsn());
      namespace.applied(append.lsn(), append);
      return new Applied(append, count);
    } finally {
      namespace.release();
    }
  }

  private static CompletionStage<Reply> reply(Applied applied, Function<Applied, Message> body) {
    return applied.append().synced().thenApply(lsn -> Reply.toWrite(body.apply(applied), lsn));
  }

  private static Message upserted(Applied applied) {
    return UpsertResponse.newBuilder().setUpsertedCount(applied.count()).build();
  }

  private static Message updated(Applied applied) {
    return UpdateResponse.newBuilder().setMatchedRecords(applied.count()).build();
  }
}
