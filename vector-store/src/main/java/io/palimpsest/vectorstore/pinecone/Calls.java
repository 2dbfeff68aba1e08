package io.palimpsest.vectorstore.pinecone;

import io.grpc.StatusRuntimeException;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Work;
import io.palimpsest.vectorstore.VectorStoreException;
import io.pinecone.proto.VectorServiceGrpc.VectorServiceBlockingStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends single requests: deadline on each, headers kept, failures typed, writes accounted for. */
final class Calls {
  private final Connection connection;
  private final Duration requestTimeout;

  Calls(Connection connection, Duration requestTimeout) {
    this.connection = connection;
    this.requestTimeout = requestTimeout;
  }

  /** A request that changes nothing. */
  <T> Answer<T> read(
      String call, Deadline deadline, Function<VectorServiceBlockingStub, T> request) {
    return send(call, deadline, request);
  }

  /**
   * A request that changes something. It is announced to its work before it leaves, and reported as
   * answered only when the store's own word came back.
   */
  <T> Answer<T> write(String call, Work work, Function<VectorServiceBlockingStub, T> request) {
    return accounted(work, () -> send(call, work.deadline(), request));
  }

  /** How long a request may take that is sent now. */
  Duration bound(Deadline deadline) {
    Duration left = deadline.remaining();
    return left.compareTo(requestTimeout) < 0 ? left : requestTimeout;
  }

  /** The same account for a request that is sent another way. */
  <T> Answer<T> accounted(Work work, Supplier<Answer<T>> request) {
    Sent sent = work.send();
    boolean answered = false;
    try {
      Answer<T> answer = request.get();
      answered = true;
      return answer;
    } catch (VectorStoreException failure) {
      answered = failure.answered();
      throw failure;
    } finally {
      report(sent, answered);
    }
  }

  private static void report(Sent sent, boolean answered) {
    if (answered) {
      sent.answered();
    } else {
      sent.unanswered();
    }
  }

  private <T> Answer<T> send(
      String call, Deadline deadline, Function<VectorServiceBlockingStub, T> request) {
    CallHeaders headers = new CallHeaders();
    long nanos = bound(deadline).toNanos();
    VectorServiceBlockingStub stub =
        connection
            .stub()
            .withOption(CallHeaders.OPTION, headers)
            .withDeadlineAfter(nanos, TimeUnit.NANOSECONDS);
    try {
      return new Answer<>(request.apply(stub), headers);
    } catch (StatusRuntimeException failure) {
      VectorStoreException error = StatusErrors.of(call, failure, headers);
      connection.failed(error);
      throw error;
    }
  }
}
