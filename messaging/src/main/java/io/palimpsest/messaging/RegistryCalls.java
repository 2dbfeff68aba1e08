package io.palimpsest.messaging;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.rest.client.models.ProblemDetails;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls of the registry's client, each bounded in time: the client itself sets no timeout. */
final class RegistryCalls {
  private static final int NOT_FOUND = 404;
  private static final String RULE_VIOLATION = "RuleViolationException";

  private final URI registry;
  private final Duration patience;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  RegistryCalls(URI registry, Duration patience) {
    this.registry = registry;
    this.patience = patience;
  }

  /** The answer, or empty when the registry says 404. */
  <T> Optional<T> find(Supplier<T> call) {
    Future<T> answer = callers.submit(call::get);
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return refused(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new RegistryUnavailableException(registry, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException(registry, e);
    }
  }

  private <T> Optional<T> refused(@Nullable Throwable fault) {
    int status = fault instanceof ApiException refusal ? refusal.getResponseStatusCode() : 0;
    if (status == NOT_FOUND) {
      return Optional.empty();
    }
    if (fault instanceof ProblemDetails problem && RULE_VIOLATION.equals(problem.getName())) {
      throw new SchemaRefusedException(problem.getDetail(), problem);
    }
    throw new RegistryUnavailableException(registry, fault);
  }

  /** The answer; a 404 is a fault like any other. */
  <T> T get(Supplier<T> call) {
    return find(call)
        .orElseThrow(
            () -> new RegistryUnavailableException(registry, new ApiException("not found")));
  }

  /** Ends when the call has. */
  void run(Runnable call) {
    get(
        () -> {
          call.run();
          return true;
        });
  }
}
