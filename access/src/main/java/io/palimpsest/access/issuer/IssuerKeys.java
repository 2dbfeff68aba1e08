package io.palimpsest.access.issuer;

import io.palimpsest.access.token.IssuerUnavailableException;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.access.token.VerificationKeys;
import java.io.IOException;
import java.security.Key;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer, asked for every now and then, and at once where a token names one that is
 * not known. While the issuer is down the keys that it had go on. A withdrawn key counts for what
 * is from before: records that are read late.
 */
public final class IssuerKeys implements VerificationKeys, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private final IssuerSettings settings;
  private final PublishedKeys published;
  private final Optional<KeyFile> file;
  private final Clock clock;
  private final ScheduledExecutorService refreshing;

  private volatile KeyHistory history;
  private volatile Optional<Silence> silence = Optional.empty();
  private Instant tried = Instant.MIN;

  /**
   * Why the keys may be old.
   *
   * @param since when the issuer was first asked in vain
   * @param reason what went wrong last
   */
  public record Silence(Instant since, String reason) {}

  private IssuerKeys(IssuerSettings settings, Clock clock) throws IOException {
    this.settings = settings;
    this.clock = clock;
    this.published = new PublishedKeys(settings.issuer(), settings.timeout());
    this.file = settings.file().map(KeyFile::new);
    this.history = file.isEmpty() ? KeyHistory.NOTHING : KeyHistory.of(file.get().read());
    this.refreshing =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("issuer-keys").factory());
  }

  /**
   * Reads what was kept and begins to ask the issuer, without waiting for its answer.
   *
   * @throws IOException when the file of keys is unreadable
   */
  public static IssuerKeys start(IssuerSettings settings, Clock clock) throws IOException {
    IssuerKeys keys = new IssuerKeys(settings, clock);
    keys.refreshing.scheduleWithFixedDelay(
        keys::refresh, 0, settings.refresh().toMillis(), TimeUnit.MILLISECONDS);
    return keys;
  }

  @Override
  public Key key(JsonWebSignature signature, Instant at) {
    return known(signature, at).orElseGet(() -> asked(signature, at)).getKey();
  }

  @Override
  public boolean mayWait() {
    return true;
  }

  /** Whether there is any key yet. */
  public boolean isKnown() {
    return !history.keys().isEmpty();
  }

  /** Empty while the issuer answers. */
  public Optional<Silence> silence() {
    return silence;
  }

  @Override
  public void close() {
    refreshing.shutdownNow();
  }

  private Optional<JsonWebKey> known(JsonWebSignature signature, Instant at) {
    try {
      return Optional.ofNullable(
          new VerificationJwkSelector()
              .select(
                  signature, history.counted(at).stream().<JsonWebKey>map(KnownKey::jwk).toList()));
    } catch (JoseException malformed) {
      throw new UnauthorisedException("token.malformed", malformed);
    }
  }

  private JsonWebKey asked(JsonWebSignature signature, Instant at) {
    Instant now = clock.instant();
    // A key that came after the time that counts cannot be the one; a broker's clock may be ahead.
    askSince(at.isBefore(now) ? at : now);
    return known(signature, at).orElseThrow(() -> new UnauthorisedException("token.key"));
  }

  /** Makes sure that the issuer was asked after a time, by one caller for all. */
  private synchronized void askSince(Instant wanted) {
    if (history.asked().filter(asked -> !asked.isBefore(wanted)).isPresent()) {
      return;
    }
    if (tried.isAfter(clock.instant().minus(settings.pause()))) {
      throw new IssuerUnavailableException("it was asked a moment ago", null);
    }
    Optional<Exception> obstacle = ask();
    if (obstacle.isPresent()) {
      throw new IssuerUnavailableException(reason(obstacle.get()), obstacle.get());
    }
  }

  private synchronized void refresh() {
    ask();
  }

  private Optional<Exception> ask() {
    Instant now = clock.instant();
    tried = now;
    try {
      KeyHistory next =
          history.after(published.ask(), now, settings.refresh(), settings.remember());
      history = next;
      silence = Optional.empty();
      if (file.isPresent()) {
        file.get().write(next.keys().values());
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(silent(now, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e);
    }
  }

  private Exception silent(Instant now, Exception cause) {
    if (silence.isEmpty()) {
      LOG.warn(
          "issuer of tokens cannot be asked reason={} keys={}",
          reason(cause),
          history.keys().size());
    }
    silence = Optional.of(new Silence(silence.map(Silence::since).orElse(now), reason(cause)));
    return cause;
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
