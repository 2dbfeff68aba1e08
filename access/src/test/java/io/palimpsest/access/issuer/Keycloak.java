package io.palimpsest.access.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** A real Keycloak from its distribution, with the realm of {@code deploy/keycloak}. */
final class Keycloak implements AutoCloseable {
  private static final String PASSWORD = "of-tests-only";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final URI base;

  private Keycloak(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Unpacks it, imports the realm and waits until it answers. */
  static Keycloak start(Path distribution, Path realm, Path folder) throws Exception {
    Path home = unpack(distribution, folder);
    Files.createDirectories(home.resolve("data/import"));
    Files.copy(realm, home.resolve("data/import").resolve(realm.getFileName()));
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keycloak.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    builder.environment().put("JAVA_OPTS_APPEND", "-Xmx512m -XX:TieredStopAtLevel=1");
    Keycloak keycloak = new Keycloak(builder.start(), URI.create("http://127.0.0.1:" + port + "/"));
    keycloak.awaitReady(folder);
    return keycloak;
  }

  URI issuer() {
    return base.resolve("realms/palimpsest");
  }

  /** A token of the realm's application. */
  String token() throws Exception {
    Map<String, Object> client = object(get("clients?clientId=upstream"));
    Map<String, Object> secret =
        JsonUtil.parseJson(send("POST", "clients/" + client.get("id") + "/client-secret", ""));
    return tokenOf(
        "palimpsest",
        "grant_type=client_credentials&client_id=upstream&client_secret=" + secret.get("value"));
  }

  /** A person with a role, who signs in with this password. */
  void person(String name, String role, String password) throws Exception {
    send(
        "POST",
        "users",
        JsonUtil.toJson(
            Map.of(
                "username",
                name,
                "enabled",
                true,
                "email",
                name + "@example.org",
                "emailVerified",
                true,
                "firstName",
                name,
                "lastName",
                name,
                "credentials",
                List.of(Map.of("type", "password", "value", password, "temporary", false)))));
    Map<String, Object> user = object(get("users?exact=true&username=" + name));
    send(
        "POST",
        "users/" + user.get("id") + "/role-mappings/realm",
        "[" + get("roles/" + role) + "]");
  }

  /** Where the console stands, as who runs the realm says it after the import. */
  void consoleAt(String redirect) throws Exception {
    Map<String, Object> client = new LinkedHashMap<>(object(get("clients?clientId=console")));
    client.put("redirectUris", List.of(redirect));
    send("PUT", "clients/" + client.get("id"), JsonUtil.toJson(client));
  }

  /** A new key, which signs from now on; those that were there stay published. */
  void rotate() throws Exception {
    Map<String, Object> realm = JsonUtil.parseJson(get(""));
    send(
        "POST",
        "components",
        JsonUtil.toJson(
            Map.of(
                "name", "newer",
                "providerId", "rsa-generated",
                "providerType", "org.keycloak.keys.KeyProvider",
                "parentId", realm.get("id"),
                "config",
                    Map.of(
                        "priority", List.of("200"),
                        "enabled", List.of("true"),
                        "active", List.of("true"),
                        "keySize", List.of("2048")))));
  }

  /** Takes away the key that the realm began with. */
  void revoke() throws Exception {
    Map<String, Object> first = object(get("components?name=rsa-generated"));
    send("DELETE", "components/" + first.get("id"), "");
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String get(String path) throws Exception {
    return send("GET", path, "");
  }

  private String send(String method, String path, String body) throws Exception {
    String admin =
        tokenOf(
            "master",
            "grant_type=password&client_id=admin-cli&username=admin&password=" + PASSWORD);
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(
                    base.resolve("admin/realms/palimpsest" + (path.isEmpty() ? "" : "/" + path)))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + admin)
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + " answers " + answer.statusCode());
    }
    return answer.body();
  }

  private String tokenOf(String realm, String form) throws Exception {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(
                    base.resolve("realms/" + realm + "/protocol/openid-connect/token"))
                .POST(BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("no token: " + answer.statusCode());
    }
    return (String) JsonUtil.parseJson(answer.body()).get("access_token");
  }

  /** The only one of a list. */
  private static Map<String, Object> object(String list) throws JoseException {
    return JsonUtil.parseJson(list.substring(1, list.length() - 1));
  }

  private void awaitReady(Path folder) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        close();
        throw new IOException(Files.readString(folder.resolve("keycloak.log")));
      }
      process.waitFor(500, TimeUnit.MILLISECONDS);
    }
  }

  private boolean answers() throws InterruptedException {
    try {
      return CLIENT
              .send(HttpRequest.newBuilder(issuer()).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Path unpack(Path distribution, Path folder) throws IOException {
    Path home = folder;
    try (InputStream file = Files.newInputStream(distribution);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("an entry leads out of the folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
        home = folder.resolve(folder.relativize(target).getName(0));
      }
    }
    return home;
  }
}
