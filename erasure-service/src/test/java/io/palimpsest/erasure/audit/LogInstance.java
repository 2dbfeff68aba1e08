package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.log.Resources;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.broker.Session;
import io.palimpsest.erasure.broker.SessionThread;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TransactionalClients;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.sealing.KmsKeys;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * A process with the sequencer and the signer of an instance. Where it is told to, the thread that
 * comes to a step stops there for good, says so by a file, and waits to be killed.
 *
 * @param bootstrap where the broker is
 * @param name by which the groups give it the work before others: the first in order has it
 * @param files of the log
 * @param key of the log
 * @param signing keys by which the service signs
 * @param trusted keys by which it is believed
 * @param there is made when the step is come to
 * @param at the step and its moment, separated by a blank; empty: goes on until it is ended
 */
record LogInstance(
    String bootstrap,
    String name,
    Path files,
    Path key,
    Path signing,
    Path trusted,
    Path there,
    String at) {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /** The command line of it. */
  List<String> arguments() {
    return List.of(
        bootstrap,
        name,
        files.toString(),
        key.toString(),
        signing.toString(),
        trusted.toString(),
        there.toString(),
        at);
  }

  public static void main(String... arguments) throws IOException {
    List<String> given = Arrays.asList(arguments);
    List<Path> paths = given.subList(2, 7).stream().map(Path::of).toList();
    new LogInstance(
            given.getFirst(),
            given.get(1),
            paths.getFirst(),
            paths.get(1),
            paths.get(2),
            paths.get(3),
            paths.get(4),
            given.getLast())
        .run();
  }

  /** Until whoever started it ends. */
  private void run() throws IOException {
    KafkaSettings kafka = KafkaSettings.of(bootstrap, name);
    LogKeys keys = KeyFiles.read(List.of(key), KmsKeys.known());
    RecordVerifier verifier = new RecordVerifier(TrustedKeys.read(trusted), (topic, reason) -> {});
    LogProofs proofs = new LogProofs(RecordSigner.read(signing), verifier, 0);
    new SessionThread("sequencer", () -> sequencer(kafka, keys, verifier, proofs), fault -> PAUSE)
        .start();
    new SessionThread("signer", () -> signer(kafka, keys, proofs), fault -> PAUSE).start();
    while (System.in.read() >= 0) {
      // Nothing is ever said.
    }
    Runtime.getRuntime().halt(1);
  }

  private SequencerSession sequencer(
      KafkaSettings kafka, LogKeys keys, RecordVerifier verifier, LogProofs proofs) {
    KeepingSettings settings = new KeepingSettings(3);
    TransactionalClients clients =
        TransactionalClients.of(kafka, "sequencer", settings.groupId(), settings.transactionalId());
    ParkedRequests parked =
        stopping(ParkedRequests.class, new ParkedReasons(), (call, on) -> LogStep.ofParked(call));
    return new SequencerSession(
        new SequencerClients(
            kafka, new StoppingClients(clients, LogStep::ofSequencer), settings, proofs),
        verifier,
        parked,
        new SequencerSession.Signs(
            "0".repeat(64),
            InstantSource.system(),
            refused -> {},
            delay -> {},
            new KeptNumbering(opened(), keys)));
  }

  private Session signer(KafkaSettings kafka, LogKeys keys, LogProofs proofs) {
    SignerSettings settings = new SignerSettings(Map.of());
    TransactionalClients clients =
        TransactionalClients.of(kafka, "signer", settings.groupId(), settings.transactionalId());
    SignerSession session =
        new SignerSession(
            new SignerClients(
                kafka, new StoppingClients(clients, LogStep::ofSigner), settings, proofs),
            opened(),
            keys,
            new LogPolicy(keys, settings));
    return new Session() {
      @Override
      public void step() throws IOException {
        session.step();
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  private Resources.Writable opened() {
    return stopping(
        Resources.Writable.class,
        new Directory(files),
        (call, on) -> LogStep.ofFiles(call, on.toString()));
  }

  /** The same, but for the one moment. */
  private <T> T stopping(
      Class<T> port, T real, BiFunction<String, Object, Optional<LogStep>> steps) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, given) -> {
              Object first = given == null || given.length == 0 ? "" : given[0];
              Optional<LogStep> step = steps.apply(method.getName(), first);
              if (step.filter(one -> isAt(one, LogStep.Moment.BEFORE)).isPresent()) {
                if (method.getName().equals("write")) {
                  leaveHalf(first.toString(), (byte[]) given[1]);
                }
                stop();
              }
              Object result = call(method, real, given);
              if (step.filter(one -> isAt(one, LogStep.Moment.AFTER)).isPresent()) {
                if (real instanceof Producer<?, ?> producer) {
                  producer.flush();
                }
                stop();
              }
              return result;
            }));
  }

  private static Object call(Method method, Object real, Object... given) throws Throwable {
    try {
      return method.invoke(real, given);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private boolean isAt(LogStep step, LogStep.Moment moment) {
    return at.equals(step + " " + moment);
  }

  /** As a folder looks when its writer dies in the middle of a file. */
  private void leaveHalf(String path, byte[] bytes) throws IOException {
    Path folder = Files.createDirectories(files.resolve(path).getParent());
    Files.write(Files.createTempFile(folder, ".", ".new"), Arrays.copyOf(bytes, bytes.length / 2));
  }

  private void stop() throws IOException, InterruptedException {
    Files.writeString(there, at);
    new CountDownLatch(1).await();
  }

  /** Clients whose producer stops. */
  private final class StoppingClients implements TransactionalClients {
    private final TransactionalClients real;
    private final Function<String, Optional<LogStep>> steps;

    StoppingClients(TransactionalClients real, Function<String, Optional<LogStep>> steps) {
      this.real = real;
      this.steps = steps;
    }

    @Override
    public KafkaConsumer<String, byte[]> member() {
      return real.member();
    }

    @Override
    public KafkaConsumer<String, byte[]> reader() {
      return real.reader();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Producer<String, byte[]> producer() {
      return stopping(Producer.class, real.producer(), (call, on) -> steps.apply(call));
    }
  }
}
