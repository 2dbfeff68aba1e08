package io.palimpsest.local.stack;

import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * Keys of one stack, generated once in its state folder and readable by its owner alone.
 *
 * <p>The private key signs bearer tokens: {@code palimpsest token} reads it from {@link
 * #privateKeyFile}.
 */
public final class Secrets {

  /** Name of the log; its address changes with the ports. */
  private static final String LOG_NAME = "palimpsest.localhost/log";

  private static final int RSA_BITS = 2048;
  private static final int KEY_BYTES = 24;
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;

  private Secrets(Path folder) {
    this.folder = folder;
  }

  /** Reads the keys of a state folder, generating what is missing. */
  static Secrets in(Path state) {
    Secrets secrets = new Secrets(state.resolve("keys"));
    try {
      Files.createDirectories(secrets.folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
      secrets.generateMissing();
    } catch (IOException | GeneralSecurityException e) {
      throw new StackException("no keys could be generated in " + secrets.folder, e);
    }
    return secrets;
  }

  private void generateMissing() throws IOException, GeneralSecurityException {
    if (Files.notExists(publicKeyFile())) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      KeyPair pair = generator.generateKeyPair();
      write(privateKeyFile(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      write(publicKeyFile(), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }
    for (Path keys : new Path[] {signingKeys(), trustedKeys()}) {
      Files.createDirectories(keys, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
    }
    for (Part service : Part.services()) {
      generateSigner(service.label());
    }
    if (Files.notExists(auditLogKeyFile())) {
      NoteSigner.Generated key =
          NoteSigner.generate(LOG_NAME, SignatureType.ED25519, new SecureRandom());
      write(auditLogKeyFile(), key.skey() + "\n");
    }
    for (String name :
        new String[] {"vectors-admin", "vectors-reader", "vectors-faults", "access-digest"}) {
      if (Files.notExists(folder.resolve(name))) {
        write(folder.resolve(name), randomKey());
      }
    }
  }

  /** One key pair per author: the one signs the records that the author writes. */
  private void generateSigner(String author) throws IOException, GeneralSecurityException {
    if (Files.notExists(signingKeyFile(author))) {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      write(
          trustedKeys().resolve(author + ".pem"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      write(signingKeyFile(author), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }
  }

  /** Folder of the keys that records are signed with, {@code AUTHOR.pem}. */
  public Path signingKeys() {
    return folder.resolve("signing").toAbsolutePath();
  }

  /** The key of one author of records, such as {@code ingest}: PKCS#8, PEM. */
  public Path signingKeyFile(String author) {
    return signingKeys().resolve(author + ".pem");
  }

  /** Folder of the public keys by which records are verified, {@code AUTHOR.pem}. */
  public Path trustedKeys() {
    return folder.resolve("trusted").toAbsolutePath();
  }

  /** The key that signs the audit log's checkpoints, in the text form of signed notes. */
  public Path auditLogKeyFile() {
    return folder.resolve("audit-log.key").toAbsolutePath();
  }

  /** PKCS#8, PEM. */
  public Path privateKeyFile() {
    return folder.resolve("token-private.pem");
  }

  /** SubjectPublicKeyInfo, PEM. */
  public Path publicKeyFile() {
    return folder.resolve("token-public.pem");
  }

  /** The public key as {@code quarkus.oidc.public-key} takes it: the PEM body on one line. */
  public String publicKey() {
    return read(publicKeyFile()).replaceAll("-----[A-Z ]+-----|\\s", "");
  }

  /** Key of the vector server that may do everything. */
  public String vectorsAdminKey() {
    return read(folder.resolve("vectors-admin"));
  }

  /** Key of the vector server that may only read: the verifier's. */
  public String vectorsReaderKey() {
    return read(folder.resolve("vectors-reader"));
  }

  /** Key of the vector server that makes it misbehave, for tests. */
  public String vectorsFaultsKey() {
    return read(folder.resolve("vectors-faults"));
  }

  /** Key under which the services digest tenants in the access log. */
  public String accessDigestKey() {
    return read(folder.resolve("access-digest"));
  }

  /** Where ingest keeps the key that wraps all keys; it makes the key at its first start. */
  public Path masterKeyFile() {
    return folder.resolve("master-key.json").toAbsolutePath();
  }

  /** Where erasure keeps the key that wraps its own keys; it makes the key at its first start. */
  public Path erasureMasterKeyFile() {
    return folder.resolve("erasure-master-key.json").toAbsolutePath();
  }

  /** Bearer token that the services show each other on their internal endpoints. */
  public String serviceToken() {
    return ServiceToken.signed(read(privateKeyFile()));
  }

  private static String pem(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, body);
  }

  private static String randomKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void write(Path file, String content) throws IOException {
    FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_FILE);
    // Created with its permissions: at no moment can others read it.
    Files.deleteIfExists(file);
    Files.createFile(file, ownerOnly);
    Files.writeString(file, content);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new StackException("the key " + file.getFileName() + " cannot be read", e);
    }
  }
}
