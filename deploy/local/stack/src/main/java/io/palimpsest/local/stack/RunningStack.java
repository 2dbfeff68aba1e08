package io.palimpsest.local.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A started stack. Closing it ends every process; data, logs and keys stay in the state folder.
 *
 * <p>If this JVM dies, even by SIGKILL, the processes end too. Methods may be called from any
 * thread.
 */
public final class RunningStack implements AutoCloseable {

  private static final int PORT_ATTEMPTS = 3;

  private final LocalStack description;
  private final Secrets secrets;
  private final Map<Part, PartProcess> processes = new EnumMap<>(Part.class);
  private final List<PartProcess> furtherInstances = new ArrayList<>();

  RunningStack(LocalStack description) {
    this.description = description;
    this.secrets = Secrets.in(description.state);
  }

  /**
   * Starts those of the parts that are not part of the stack yet: stores side by side, then the
   * others side by side; after them those that had ended, where they were.
   *
   * @throws StackException when one fails; the others stay as they are
   */
  public synchronized void add(Part... parts) throws InterruptedException {
    List<Part> ended =
        Stream.of(parts).filter(processes::containsKey).filter(part -> !isAlive(part)).toList();
    Set<Part> missing = EnumSet.noneOf(Part.class);
    missing.addAll(List.of(parts));
    missing.removeAll(processes.keySet());
    if (description.externalMongo != null) {
      missing.remove(Part.DOCUMENTS);
    }
    startOnFreePorts(ofTier(missing, Part.Tier.STORE));
    List<Part> services = ofTier(missing, Part.Tier.SERVICE);
    if (!services.isEmpty()) {
      description.whenStoresAreReady.accept(this);
      startOnFreePorts(services);
    }
    Parallel.run(steps(ended, this::start));
  }

  private boolean isAlive(Part part) {
    return process(part).isAlive();
  }

  private static List<Part> ofTier(Set<Part> parts, Part.Tier tier) {
    return parts.stream().filter(part -> part.tier() == tier).toList();
  }

  /** All parts of a tier know each other's ports, so all get new ones when one was taken. */
  private void startOnFreePorts(List<Part> parts) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        startTogether(parts);
        return;
      } catch (PortBusyException busy) {
        end(parts);
        if (attempt == PORT_ATTEMPTS || description.ports.keySet().containsAll(parts)) {
          throw busy;
        }
      }
    }
  }

  private void startTogether(List<Part> parts) throws InterruptedException {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : parts) {
      ports.put(part, portOf(part));
    }
    Addresses addresses = addresses().with(ports);
    ports.forEach(
        (part, port) ->
            processes.put(part, process(part, part.label(), port, addresses, Map.of())));
    Parallel.run(steps(parts, this::start));
  }

  private void start(PartProcess process) throws InterruptedException {
    long began = System.nanoTime();
    process.start();
    description.onReady.accept(process.name(), Duration.ofNanos(System.nanoTime() - began));
  }

  private int portOf(Part part) {
    Integer configured = description.ports.get(part);
    if (configured == null) {
      return Ports.pick();
    }
    if (!Ports.isFree(configured)) {
      throw new PortBusyException(
          "port %d, which %s is to use, is in use by another process"
              .formatted(configured, part.label()));
    }
    return configured;
  }

  /**
   * Starts one more instance of a service, on a port of its own.
   *
   * @param environment variables on top of those that the first instance has
   */
  public synchronized PartProcess startAnother(Part service, Map<String, String> environment)
      throws InterruptedException {
    String name = service.label() + "-" + (furtherInstances.size() + 2);
    PartProcess another = process(service, name, Ports.pick(), addresses(), environment);
    furtherInstances.add(another);
    another.start();
    return another;
  }

  private PartProcess process(
      Part part, String name, int port, Addresses addresses, Map<String, String> environment) {
    Path data = description.state.resolve("data").resolve(name);
    Setting setting = new Setting(description.checkout, data, port, secrets, addresses);
    return new PartProcess(
        name,
        port,
        description.state.resolve("logs").resolve(name + ".log"),
        () -> customised(part, Recipe.of(part).launch(setting)).with(List.of(), environment),
        description.startTimeout,
        description.onDeath);
  }

  private Launch customised(Part part, Launch launch) {
    return launch.with(
        description.jvmArguments.getOrDefault(part, List.of()),
        description.environments.getOrDefault(part, Map.of()));
  }

  /** For Kafka clients. */
  public String bootstrapServers() {
    return require(Part.BROKER, addresses().bootstrapServers());
  }

  /** For Kafka clients with a user, who may do what he was granted and nothing else. */
  public String guardedBootstrapServers() {
    return require(Part.BROKER, addresses().guardedBootstrapServers());
  }

  /** Base address of the registry's API, version 3. */
  public String registryUrl() {
    return require(Part.REGISTRY, addresses().registryUrl());
  }

  /** Connection string with the options that clients of the embedded server need. */
  public String mongoUri(String database) {
    return require(Part.DOCUMENTS, addresses().mongoUri(database));
  }

  /** Host and port without scheme, as the vendor's SDK takes them. */
  public String vectorsHost() {
    return require(Part.VECTORS, addresses().vectorsHost());
  }

  /** Name of the vector index. */
  public String vectorsIndexName() {
    return VectorsRecipe.INDEX_NAME;
  }

  public String gatewayUrl() {
    return serviceUrl(Part.GATEWAY);
  }

  /** Address of a part that speaks HTTP. */
  public String serviceUrl(Part part) {
    return require(part, addresses().url(part));
  }

  /** All addresses by name, without passwords: for files and messages. */
  public Map<String, String> addressBook() {
    Map<String, String> book = new TreeMap<>(addresses().book());
    processes().forEach(part -> book.put("part." + part.name(), "127.0.0.1:" + part.port()));
    return book;
  }

  public Secrets secrets() {
    return secrets;
  }

  /** The environment that a service of this stack gets: for a service that a test runs itself. */
  public Map<String, String> environment(Part service) {
    Path data = description.state.resolve("data").resolve(service.label());
    Setting setting = new Setting(description.checkout, data, 0, secrets, addresses());
    return Map.copyOf(ServiceRecipe.environment(service, setting));
  }

  /**
   * @throws StackException when the stack has no such part
   */
  public synchronized PartProcess process(Part part) {
    return require(part, Optional.ofNullable(processes.get(part)));
  }

  /** All processes, further instances included, in the order of their start. */
  public synchronized List<PartProcess> processes() {
    List<PartProcess> all = new ArrayList<>(processes.values());
    all.addAll(furtherInstances);
    return all;
  }

  private synchronized Addresses addresses() {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    processes.forEach((part, process) -> ports.put(part, process.port()));
    return new Addresses(ports, description.externalMongo);
  }

  private static <T> T require(Part part, Optional<T> value) {
    return value.orElseThrow(() -> new StackException("the stack has no " + part.label()));
  }

  /**
   * Ends services first, then what they depend on, each by SIGTERM and after ten seconds by
   * SIGKILL. Returns when no process is left.
   */
  @Override
  public synchronized void close() {
    try {
      for (PartProcess instance : furtherInstances) {
        instance.end();
      }
      end(ofTier(processes.keySet(), Part.Tier.SERVICE));
      end(ofTier(processes.keySet(), Part.Tier.STORE));
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends everything by SIGKILL: for stacks whose data nobody needs any more. */
  public synchronized void kill() {
    processes().forEach(PartProcess::killNow);
  }

  private void end(List<Part> parts) throws InterruptedException {
    Parallel.run(steps(parts, PartProcess::end));
    processes.keySet().removeAll(parts);
  }

  private List<Parallel.Step> steps(List<Part> parts, Action action) {
    return parts.stream()
        .map(processes::get)
        .filter(Objects::nonNull)
        .<Parallel.Step>map(process -> () -> action.on(process))
        .toList();
  }

  private interface Action {
    void on(PartProcess process) throws InterruptedException;
  }
}
