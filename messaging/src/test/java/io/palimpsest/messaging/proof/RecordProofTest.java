package io.palimpsest.messaging.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordProofTest {
  /** The second key pair of RFC 8037, appendix A, as openssl writes it. */
  private static final String PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  private static final String PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
      -----END PUBLIC KEY-----
      """;

  private static final long NOW = Instant.parse("2026-12-01T12:00:00Z").toEpochMilli();
  private static final byte[] VALUE = {1, 2, 3};

  private final SigningKey ingest = SigningKey.generate(Authorship.INGEST);
  private final SigningKey erasure = SigningKey.generate(Authorship.ERASURE);
  private final RecordSigner signer = RecordSigner.of(ingest, erasure);
  private final List<String> counted = new ArrayList<>();
  private final RecordVerifier verifier =
      new RecordVerifier(TrustedKeys.of(List.of(ingest, erasure)), this::count);

  @TempDir Path folder;

  @Test
  void theBytesOfAProofArePinned() throws Exception {
    SigningKey key = key();

    byte[] proof = RecordSigner.of(key).sign(Signable.of(Topic.TENANTS, "k", VALUE)).orElseThrow();

    assertThat(HexFormat.of().formatHex(proof))
        .isEqualTo(
            "01"
                + "06696e67657374" // author
                + "06e3fd8fda29bb60" // key
                + "2476d0094949ce77ba97553207c92a5264825c283295abaea8b1d7e4f45109b5"
                + "8d02e94f8c2a325dab105cfb7ee173f9217aa15ec6b83d47c0b1a38ef64f1504"
                + "00" // steps
                + "00000000"); // left
    assertThat(HexFormat.of().formatHex(RecordDigest.leaf("t", new byte[] {9}, VALUE)))
        .isEqualTo(
            sha256("00", "palimpsest.record.v1", "000100000001740100000001090100000003010203"));
    assertThat(HexFormat.of().formatHex(RecordDigest.leaf("t", null, null)))
        .isEqualTo(sha256("00", "palimpsest.record.v1", "000100000001740000"));
  }

  @Test
  void theSignatureIsOneThatJavaItselfVerifies() throws Exception {
    SigningKey key = key();
    byte[] proof = RecordSigner.of(key).sign(Signable.of(Topic.TENANTS, "k", VALUE)).orElseThrow();
    ProofHeader header = ProofHeader.parse(proof).orElseThrow();
    PublicKey known =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key.publicKey()));

    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(known);
    signature.update("palimpsest.proof.v1".getBytes(UTF_8));
    signature.update(HexFormat.of().parseHex("000100000006"));
    signature.update("ingest".getBytes(UTF_8));
    signature.update(RecordDigest.leaf("palimpsest.tenants.v1", "k".getBytes(UTF_8), VALUE));

    assertThat(signature.verify(header.signature())).isTrue();
  }

  @Test
  void aRecordOfItsAuthorIsProven() {
    assertThat(verifier.verify(signed(Topic.TENANTS, "k", VALUE)))
        .isEqualTo(new Proof.Proven("ingest"));
    assertThat(verifier.verify(signed(Topic.TENANTS, "k", null)))
        .isEqualTo(new Proof.Proven("erasure"));
    assertThat(counted).isEmpty();
  }

  @Test
  void aRecordIsProvenWhetherItsKeyIsReadAsTextOrAsBytes() {
    Claim claim = signed(Topic.TENANTS, "k", VALUE);
    ConsumerRecord<String, byte[]> text =
        new ConsumerRecord<>(Topic.TENANTS.topicName(), 0, 7, "k", VALUE);
    ConsumerRecord<byte[], byte[]> bytes =
        new ConsumerRecord<>(Topic.TENANTS.topicName(), 0, 7, "k".getBytes(UTF_8), VALUE);
    text.headers().add(RecordSigner.HEADER, claim.proof());
    bytes.headers().add(RecordSigner.HEADER, claim.proof());

    assertThat(verifier.verify(text)).isEqualTo(new Proof.Proven("ingest"));
    assertThat(verifier.verify(bytes)).isEqualTo(new Proof.Proven("ingest"));
  }

  @Test
  void whatIsNotWhatWasSignedIsUnproven() {
    Claim one = signed(Topic.TENANTS, "k", VALUE);
    byte[] flipped = one.proof().clone();
    flipped[20] ^= 1;

    assertUnproven(Proof.Reason.MISSING, with(one, "k", VALUE, null));
    assertUnproven(Proof.Reason.MALFORMED, with(one, "k", VALUE, new byte[] {1, 2}));
    assertUnproven(Proof.Reason.MALFORMED, with(one, "k", VALUE, new byte[0]));
    assertUnproven(Proof.Reason.SIGNATURE, with(one, "k", VALUE, flipped));
    assertUnproven(Proof.Reason.SIGNATURE, with(one, "l", VALUE, one.proof()));
    assertUnproven(Proof.Reason.SIGNATURE, with(one, "k", new byte[] {1, 2, 4}, one.proof()));
    assertUnproven(Proof.Reason.SIGNATURE, with(one, "k", new byte[0], one.proof()));
    assertUnproven(Proof.Reason.AUTHOR, with(one, "k", null, one.proof()));
    assertUnproven(Proof.Reason.SIGNATURE, lifted(one, Topic.WRITERS));
    assertUnproven(Proof.Reason.AUTHOR, lifted(one, Topic.ERASURE_FENCES));
    assertThat(counted)
        .startsWith("palimpsest.tenants.v1 proof.missing", "palimpsest.tenants.v1 proof.malformed")
        .hasSize(10);
  }

  @Test
  void aKeyThatNobodyKnowsIsUnprovenUnderAnyName() {
    RecordSigner stranger = RecordSigner.of(SigningKey.generate(Authorship.INGEST));

    assertUnproven(Proof.Reason.KEY, signed(stranger, Topic.TENANTS, "k", VALUE));
  }

  @Test
  void theKeyOfOneAuthorDoesNotSpeakForAnother() {
    Claim claim = signed(RecordSigner.of(erasure), Topic.ERASURE_STATUS, "k", VALUE);
    byte[] renamed = new String(claim.proof(), ISO).replace("erasure", "reembed").getBytes(ISO);

    assertUnproven(
        Proof.Reason.KEY,
        new Claim(
            Topic.VECTORS.topicName(),
            Topic.VECTORS.authorship(),
            claim.key(),
            VALUE,
            renamed,
            NOW));
  }

  private static final Charset ISO = StandardCharsets.ISO_8859_1;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 63, 64, 65, 200})
  void recordsThatAreSignedTogetherAreVerifiedAlone(int size) {
    List<Signable> records =
        IntStream.range(0, size)
            .mapToObj(n -> Signable.of(Topic.TENANTS, "k" + n, new byte[] {(byte) n}))
            .toList();

    List<Optional<byte[]>> proofs = signer.sign(records);

    for (int n = 0; n < size; n++) {
      byte[] proof = proofs.get(n).orElseThrow();
      Claim claim =
          new Claim(
              Topic.TENANTS.topicName(),
              Topic.TENANTS.authorship(),
              records.get(n).key(),
              records.get(n).value(),
              proof,
              NOW);
      assertThat(verifier.verify(claim)).isEqualTo(new Proof.Proven("ingest"));
      assertThat(proof).hasSizeLessThanOrEqualTo(2 + 6 + 8 + 64 + 5 + 6 * 32);
      if (size > 1) {
        byte[] neighbour = proofs.get((n + 1) % size).orElseThrow();
        assertUnproven(Proof.Reason.SIGNATURE, with(claim, "k" + n, claim.value(), neighbour));
      }
    }
  }

  @Test
  void aRetiredKeyVerifiesWhatWasAppendedBefore() {
    RecordVerifier later =
        new RecordVerifier(
            TrustedKeys.of(List.of(SigningKey.generate(Authorship.INGEST)))
                .with(ingest, Instant.ofEpochMilli(NOW))
                .with(erasure, Instant.ofEpochMilli(NOW)),
            this::count);
    Claim old = signed(Topic.TENANTS, "k", VALUE);
    Claim older = new Claim(old.topic(), old.authorship(), old.key(), VALUE, old.proof(), NOW - 1);

    assertThat(later.verify(older)).isEqualTo(new Proof.Proven("ingest"));
    assertThat(later.verify(old)).isEqualTo(new Proof.Unproven(Proof.Reason.RETIRED));
    assertThat(later.verify(signed(Topic.ERASURE_FENCES, "k", VALUE)))
        .isEqualTo(new Proof.Proven("erasure"));
    assertThat(later.verify(signed(Topic.WRITERS, "k", VALUE)))
        .isEqualTo(new Proof.Proven("ingest"));
  }

  @Test
  void keysAreReadFromFilesThatOpensslWrites() throws IOException {
    Path keys = Files.createDirectory(folder.resolve("trusted"));
    Files.writeString(
        keys.resolve("ingest.pem"), PUBLIC + "Retired: 2026-12-01T12:00:00Z\n" + pem(ingest));
    RecordVerifier read = new RecordVerifier(TrustedKeys.read(keys), this::count);

    assertThat(TrustedKeys.read(keys).authors()).containsExactly("ingest");
    assertThat(read.verify(signed(RecordSigner.of(key()), Topic.TENANTS, "k", VALUE)))
        .isEqualTo(new Proof.Proven("ingest"));
    assertThat(read.verify(signed(Topic.TENANTS, "k", VALUE)))
        .isEqualTo(new Proof.Unproven(Proof.Reason.RETIRED));
  }

  @Test
  void aFileThatHoldsNoKeyIsRefused() throws IOException {
    Path keys = Files.createDirectory(folder.resolve("trusted"));
    Path file = Files.writeString(keys.resolve("ingest.pem"), "nothing");

    assertThatThrownBy(() -> TrustedKeys.read(keys))
        .isInstanceOf(InvalidKeyFileException.class)
        .hasMessageContaining("ingest.pem");
    assertThatThrownBy(() -> SigningKey.read("ingest", file))
        .isInstanceOf(InvalidKeyFileException.class);
    assertThatThrownBy(() -> SigningKey.read("ingest", folder.resolve("none.pem")))
        .isInstanceOf(InvalidKeyFileException.class);
    assertThatThrownBy(() -> TrustedKeys.read(folder.resolve("none")))
        .isInstanceOf(InvalidKeyFileException.class);
  }

  @Test
  void whoHoldsNoKeyForATopicCannotSign() {
    assertThatThrownBy(() -> RecordSigner.of(erasure).sign(Signable.of(Topic.TENANTS, "k", VALUE)))
        .isInstanceOf(MissingSigningKeyException.class)
        .hasMessageContaining("palimpsest.tenants.v1");
    assertThatThrownBy(() -> signer.sign(Signable.of(Topic.ERASURE_FENCES, "k", null)))
        .isInstanceOf(MissingSigningKeyException.class);
    assertThat(RecordSigner.none().sign(Signable.of(Topic.ACCESS, "k", VALUE))).isEmpty();
  }

  @Test
  void theWorkTopicOfEachParticipantIsKnownByItsName() {
    WorkTopic work = new WorkTopic("crm");
    Optional<byte[]> proof = signer.sign(Signable.of(work, "k", VALUE));

    assertThat(verifier.verify(read(work.topicName(), proof)))
        .isEqualTo(new Proof.Proven("erasure"));
    assertThat(verifier.verify(read("palimpsest.erasure.work.other.v1", proof)))
        .isEqualTo(new Proof.Unproven(Proof.Reason.SIGNATURE));
    assertThat(verifier.verify(read("anything.else", proof)))
        .isEqualTo(new Proof.Unproven(Proof.Reason.TOPIC));
  }

  private static ConsumerRecord<String, byte[]> read(String topic, Optional<byte[]> proof) {
    ConsumerRecord<String, byte[]> read = new ConsumerRecord<>(topic, 0, 0, "k", VALUE);
    read.headers().add(RecordSigner.HEADER, proof.orElseThrow());
    return read;
  }

  private SigningKey key() throws IOException {
    return SigningKey.read("ingest", Files.writeString(folder.resolve("key.pem"), PRIVATE));
  }

  private Claim signed(Topic topic, String key, byte[] value) {
    return signed(signer, topic, key, value);
  }

  private static Claim signed(RecordSigner signer, Topic topic, String key, byte[] value) {
    Signable signable = Signable.of(topic, key, value);
    byte[] proof = signer.sign(signable).orElseThrow();
    return new Claim(topic.topicName(), topic.authorship(), signable.key(), value, proof, NOW);
  }

  private static Claim with(Claim claim, String key, byte[] value, byte[] proof) {
    return new Claim(claim.topic(), claim.authorship(), key.getBytes(UTF_8), value, proof, NOW);
  }

  private static Claim lifted(Claim claim, Topic topic) {
    return new Claim(
        topic.topicName(), topic.authorship(), claim.key(), claim.value(), claim.proof(), NOW);
  }

  private void assertUnproven(Proof.Reason reason, Claim claim) {
    assertThat(verifier.verify(claim)).isEqualTo(new Proof.Unproven(reason));
  }

  private void count(String topic, Proof.Reason reason) {
    counted.add(topic + " " + reason.code());
  }

  private static String pem(SigningKey key) {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getEncoder().encodeToString(key.publicKey()));
  }

  private static String sha256(String tag, String domain, String rest) {
    MessageDigest digest = RecordDigest.sha256();
    digest.update(HexFormat.of().parseHex(tag));
    digest.update(domain.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(HexFormat.of().parseHex(rest)));
  }
}
