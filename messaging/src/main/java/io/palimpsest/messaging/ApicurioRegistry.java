package io.palimpsest.messaging;

import io.apicurio.registry.client.RegistryClientFactory;
import io.apicurio.registry.client.common.HttpAdapterType;
import io.apicurio.registry.client.common.RegistryClientOptions;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryClientFacadeImpl;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.rest.client.RegistryClient;
import io.apicurio.registry.types.ArtifactType;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The registry over Apicurio's client. Ids are content ids, as in its Confluent-compatible API. */
final class ApicurioRegistry implements SchemaRegistry {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String REUSE_SAME_CONTENT = "FIND_OR_CREATE_VERSION";

  private final RegistryCalls calls;
  private final RegistryClientFacade client;

  private ApicurioRegistry(RegistryCalls calls, RegistryClientFacade client) {
    this.calls = calls;
    this.client = client;
  }

  static ApicurioRegistry connect(URI url) {
    return connect(url, PATIENCE);
  }

  /**
   * @param patience longest time of a call
   */
  static ApicurioRegistry connect(URI url, Duration patience) {
    return new ApicurioRegistry(
        new RegistryCalls(url, patience), new RegistryClientFacadeImpl(client(url)));
  }

  static RegistryClient client(URI url) {
    return RegistryClientFactory.create(
        RegistryClientOptions.create(url.toString())
            .httpAdapter(HttpAdapterType.JDK)
            .disableRetry());
  }

  @Override
  public Optional<Integer> idOf(String subject, Schema schema) {
    ArtifactReference artifact =
        ArtifactReference.builder().groupId(Subjects.GROUP).artifactId(subject).build();
    return calls
        .get(
            () ->
                client.searchVersionsByContent(
                    schema.toString(), ArtifactType.AVRO, artifact, true))
        .stream()
        .findFirst()
        .map(version -> Math.toIntExact(version.getContentId()));
  }

  @Override
  public int register(String subject, Schema schema) {
    return calls.get(
        () ->
            Math.toIntExact(
                client
                    .createSchema(
                        ArtifactType.AVRO,
                        Subjects.GROUP,
                        subject,
                        null,
                        REUSE_SAME_CONTENT,
                        true,
                        schema.toString(),
                        Set.of())
                    .getContentId()));
  }

  @Override
  public Optional<Schema> byId(int id) {
    return calls
        .find(() -> client.getSchemaByContentId((long) id))
        .flatMap(ApicurioRegistry::parse);
  }

  private static Optional<Schema> parse(String content) {
    try {
      return Optional.of(new Schema.Parser().parse(content));
    } catch (SchemaParseException notAvro) {
      return Optional.empty();
    }
  }
}
