package io.palimpsest.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes a stack before it is started.
 *
 * <pre>{@code
 * try (RunningStack stack = LocalStack.in(folder).with(Part.BROKER, Part.REGISTRY).start()) {
 *   use(stack.bootstrapServers());
 * }
 * }</pre>
 *
 * <p>Not safe for use by several threads; {@link RunningStack} is.
 */
public final class LocalStack {

  /** Seconds that a part may take to become ready. */
  public static final String START_TIMEOUT_PROPERTY = "palimpsest.stack.start-timeout";

  private static final int DEFAULT_START_TIMEOUT_SECONDS = 180;

  final Path state;
  final Checkout checkout = Checkout.find();
  final Set<Part> parts = EnumSet.noneOf(Part.class);
  final Map<Part, Integer> ports = new EnumMap<>(Part.class);
  final Map<Part, Map<String, String>> environments = new EnumMap<>(Part.class);
  final Map<Part, List<String>> jvmArguments = new EnumMap<>(Part.class);
  final Duration startTimeout =
      Duration.ofSeconds(Long.getLong(START_TIMEOUT_PROPERTY, DEFAULT_START_TIMEOUT_SECONDS));
  BiConsumer<PartProcess, String> onDeath = (part, message) -> System.err.println(message);
  BiConsumer<String, Duration> onReady = (name, took) -> {};
  Consumer<RunningStack> whenStoresAreReady = stack -> {};
  @Nullable String externalMongo;

  private LocalStack(Path state) {
    this.state = state.toAbsolutePath();
  }

  /**
   * A stack that keeps data, logs and keys in a folder; what an earlier one left there is used
   * again.
   */
  public static LocalStack in(Path state) {
    return new LocalStack(state);
  }

  /** Adds parts. Services need all stores. */
  public LocalStack with(Part... more) {
    parts.addAll(List.of(more));
    return this;
  }

  /** Fixes a port; without it a free one is picked. */
  public LocalStack port(Part part, int port) {
    ports.put(part, port);
    return this;
  }

  /** Sets a variable of one part; wins over what the stack itself sets. */
  public LocalStack environment(Part part, String name, String value) {
    environments.computeIfAbsent(part, ignored -> new HashMap<>()).put(name, value);
    return this;
  }

  /** Adds JVM arguments to one part; wins over what the stack itself sets. */
  public LocalStack jvmArguments(Part part, String... arguments) {
    jvmArguments.computeIfAbsent(part, ignored -> new ArrayList<>()).addAll(List.of(arguments));
    return this;
  }

  /**
   * Uses a MongoDB that runs already; {@link Part#DOCUMENTS} is not started then.
   *
   * @throws IllegalArgumentException when it is no MongoDB address
   */
  public LocalStack mongo(String connectionString) {
    externalMongo = MongoAddress.parse(connectionString).database("");
    return this;
  }

  /** Who hears of a part that ends by itself; by default standard error does. */
  public LocalStack onUnexpectedEnd(Consumer<String> listener) {
    return onDeath((part, message) -> listener.accept(message));
  }

  /** The same for whoever wants the part, too: {@link Keeper} starts it again. */
  public LocalStack onDeath(BiConsumer<PartProcess, String> listener) {
    onDeath = listener;
    return this;
  }

  /** Who hears of each part that is ready, and how long it took; on any thread. */
  public LocalStack onReady(BiConsumer<String, Duration> listener) {
    onReady = listener;
    return this;
  }

  /** What to do between the start of the stores and that of the services: create topics. */
  public LocalStack whenStoresAreReady(Consumer<RunningStack> preparation) {
    whenStoresAreReady = preparation;
    return this;
  }

  /**
   * Starts all parts and returns when they are ready.
   *
   * @throws StackException when one fails; the others are ended again
   */
  public RunningStack start() throws InterruptedException {
    RunningStack stack = new RunningStack(this);
    boolean started = false;
    try {
      stack.add(parts.toArray(Part[]::new));
      started = true;
      return stack;
    } finally {
      if (!started) {
        stack.close();
      }
    }
  }
}
