package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Changes registrations. On return the change is durable, and as a rule announced: so whoever
 * registered a tenant may go on to its children at once. When the broker is slow the relay
 * announces it later, and children are refused until then.
 */
@Singleton
final class Registrar {
  private static final Duration ANNOUNCEMENT = Duration.ofSeconds(5);

  <S> Outcome apply(Shelf<S> shelf, Change<S> change) {
    Outcome outcome = shelf.writer().apply(change);
    if (outcome instanceof Outcome.Accepted accepted) {
      await(accepted);
    }
    return outcome;
  }

  private static void await(Outcome.Accepted accepted) {
    try {
      accepted.announced().get(ANNOUNCEMENT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException later) {
      // The relay announces it: the document says so itself.
      return;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
