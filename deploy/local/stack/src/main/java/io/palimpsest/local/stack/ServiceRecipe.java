package io.palimpsest.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** One of our services, told where everything is by environment variables. */
final class ServiceRecipe implements Recipe {

  private static final int HEAP_MEGABYTES = 160;
  private static final int HEAP_MEGABYTES_WITH_MODEL = 256;

  private final Part part;

  ServiceRecipe(Part part) {
    this.part = part;
  }

  @Override
  public Launch launch(Setting setting) throws IOException {
    Files.createDirectories(setting.data());
    int heap = part == Part.REEMBED ? HEAP_MEGABYTES_WITH_MODEL : HEAP_MEGABYTES;
    return QuarkusApp.launch(
        setting, part.label() + "-service", Jvm.server(heap), environment(part, setting));
  }

  /** What a service finds in its environment; parts that the stack does not have are left out. */
  static Map<String, String> environment(Part part, Setting setting) {
    Map<String, String> variables = new HashMap<>();
    Addresses addresses = setting.addresses();
    addresses.bootstrapServers().ifPresent(it -> variables.put("KAFKA_BOOTSTRAP_SERVERS", it));
    addresses.registryUrl().ifPresent(it -> variables.put("PALIMPSEST_REGISTRY_URL", it));
    addresses
        .mongoUri(part.label())
        .ifPresent(it -> variables.put("QUARKUS_MONGODB_CONNECTION_STRING", it));
    variables.put("QUARKUS_MONGODB_DATABASE", part.label());
    addresses.vectorsHost().ifPresent(it -> variables.put("PINECONE_HOST", it));
    for (Part service : Part.services()) {
      addresses.url(service).ifPresent(it -> variables.put(urlVariable(service), it));
    }
    addresses.url(Part.VECTORS).ifPresent(it -> variables.put("PINECONE_CONTROL_URL", it));
    putSecrets(setting.secrets(), variables);
    variables.put(
        "PALIMPSEST_SIGNING_KEY_FILE", setting.secrets().signingKeyFile(part.label()).toString());
    variables.put("PALIMPSEST_TRUSTED_KEYS", setting.secrets().trustedKeys().toString());
    if (part == Part.INGEST) {
      putMasterKey(setting.secrets(), variables);
      variables.put("PALIMPSEST_BACKUP_ROOT", setting.data().resolveSibling("backups").toString());
    }
    if (part == Part.ERASURE) {
      // Nothing here is https, and not every browser makes an exception for this machine.
      variables.put("PALIMPSEST_ERASURE_CONSOLE_SECURE_COOKIE", "false");
      putErasureMasterKey(setting.secrets(), variables);
      putAuditLog(setting, variables);
    }
    return variables;
  }

  private static void putSecrets(Secrets secrets, Map<String, String> variables) {
    variables.put("PINECONE_INDEX_NAME", VectorsRecipe.INDEX_NAME);
    variables.put("PINECONE_API_KEY", secrets.vectorsAdminKey());
    variables.put("PINECONE_VERIFIER_API_KEY", secrets.vectorsReaderKey());
    variables.put("QUARKUS_OIDC_PUBLIC_KEY", secrets.publicKey());
    variables.put("PALIMPSEST_SERVICE_TOKEN", secrets.serviceToken());
    variables.put("PALIMPSEST_ACCESS_DIGEST_KEY", secrets.accessDigestKey());
  }

  /** The owner of the keys alone is told where the key is that wraps them. */
  private static void putMasterKey(Secrets secrets, Map<String, String> variables) {
    variables.put("PALIMPSEST_MASTER_KEY_FILE", secrets.masterKeyFile().toString());
    variables.put("PALIMPSEST_INGEST_SEALING_CREATE_MASTER_KEY", "true");
  }

  /** Its keys are its own: ingest cannot open what erasure keeps, nor the other way round. */
  private static void putErasureMasterKey(Secrets secrets, Map<String, String> variables) {
    variables.put("PALIMPSEST_ERASURE_MASTER_KEY_FILE", secrets.erasureMasterKeyFile().toString());
    variables.put("PALIMPSEST_ERASURE_KEYS_CREATE_MASTER_KEY", "true");
  }

  /** All instances share the folder; the one that signs writes there. */
  private static void putAuditLog(Setting setting, Map<String, String> variables) {
    variables.put("PALIMPSEST_AUDIT_LOG_KEY_FILES", setting.secrets().auditLogKeyFile().toString());
    variables.put(
        "PALIMPSEST_AUDIT_LOG_DIRECTORY", setting.data().resolveSibling("audit-log").toString());
    setting
        .addresses()
        .url(Part.GATEWAY)
        .ifPresent(url -> variables.put("PALIMPSEST_AUDIT_LOG_URL", url + "/log"));
  }

  /** {@code PALIMPSEST_INGEST_URL} and the like. */
  static String urlVariable(Part service) {
    return "PALIMPSEST_" + service.name() + "_URL";
  }
}
