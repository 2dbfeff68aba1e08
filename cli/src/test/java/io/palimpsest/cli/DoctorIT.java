package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.palimpsest.cli.Finding.Verdict;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorIT {
  private static final String DEAD = "127.0.0.1:1";
  private static RunningStack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    stack = SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
  }

  @Test
  void aVectorStoreThatLetsBothKeysInIsInOrder() {
    Finding finding = new VectorStoreCheck(vectors()).run();
    assertThat(finding.verdict()).isEqualTo(Verdict.OK);
    assertThat(finding.detail()).contains("384 dimensions");
  }

  @Test
  void anIndexThatDoesNotTakeTheModelsVectorsIsToldWithBothLengths() {
    Map<String, String> environment = vectors();
    environment.put("PALIMPSEST_EMBEDDER_PROVIDER", "openai");
    Finding finding = new VectorStoreCheck(environment).run();
    assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(finding.detail()).contains("384", "3072", "PALIMPSEST_EMBEDDER_PROVIDER");
    environment.put("PALIMPSEST_EMBEDDER_OPENAI_DIMENSION", "384");
    assertThat(new VectorStoreCheck(environment).run().verdict()).isEqualTo(Verdict.OK);
    environment.put("PALIMPSEST_EMBEDDER_PROVIDER", "nobodys");
    assertThat(new VectorStoreCheck(environment).run().detail())
        .contains("PALIMPSEST_EMBEDDER_PROVIDER", "in-process");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PINECONE_API_KEY", "PINECONE_VERIFIER_API_KEY"})
  void aKeyThatIsRefusedIsNamed(String key) {
    Map<String, String> environment = vectors();
    environment.put(key, "nobodys-key");
    Finding finding = new VectorStoreCheck(environment).run();
    assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(finding.detail()).startsWith(key + " is refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PINECONE_HOST", "PINECONE_INDEX_NAME", "PINECONE_VERIFIER_API_KEY"})
  void aSettingThatIsMissingIsNamed(String name) {
    Map<String, String> environment = vectors();
    environment.remove(name);
    Finding finding = new VectorStoreCheck(environment).run();
    assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(finding.detail()).contains(name);
  }

  @Test
  void storesThatDoNotAnswerAreSaidToBe() {
    Map<String, String> environment = vectors();
    environment.put("PINECONE_HOST", "http://" + DEAD);
    assertThat(new VectorStoreCheck(environment).run().detail()).endsWith("does not answer");
    Finding documents = new DocumentsCheck(mongo("mongodb://" + DEAD)).run().getFirst();
    assertThat(documents.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(documents.detail()).contains("does not answer");
  }

  @Test
  void aMongoThatAnswersIsInOrderAndANonsenseAddressIsNone() {
    assertThat(new DocumentsCheck(mongo(stack.mongoUri("doctor"))).run().getFirst().verdict())
        .isEqualTo(Verdict.OK);
    assertThat(new DocumentsCheck(mongo("nonsense")).run().getFirst().detail())
        .contains("no address");
    assertThat(new DocumentsCheck(Map.of()).run().getFirst().verdict()).isEqualTo(Verdict.ABSENT);
  }

  @Test
  void aDatabaseWithoutAnIndexThatItsServiceNeedsIsNamed() {
    try (MongoClient client = MongoClients.create(stack.mongoUri("doctor"))) {
      MongoCollection<Document> ledger = client.getDatabase("reembed").getCollection("ledger");
      assertThat(database("reembed").verdict()).isEqualTo(Verdict.ABSENT);
      ledger.createIndex(Indexes.ascending("slot"));
      assertThat(database("reembed").verdict()).isEqualTo(Verdict.WRONG);
      assertThat(database("reembed").detail()).contains("ledger.slot", "restart its service");
      ledger.drop();
      ledger.createIndex(Indexes.ascending("slot"), new IndexOptions().unique(true));
      assertThat(database("reembed").verdict()).isEqualTo(Verdict.OK);
      client.getDatabase("reembed").drop();
    }
  }

  @Test
  void anIndexInAnotherPlaceIsToldWithBothValues() {
    Map<String, String> environment = vectors();
    environment.put("PINECONE_CONTROL_URL", "http://" + stack.vectorsHost());
    assertThat(IndexPlaceCheck.ofHome(environment).run().verdict()).isEqualTo(Verdict.ABSENT);
    environment.put("PINECONE_CLOUD", "aws");
    environment.put("PINECONE_REGION", "us-east-1");
    assertThat(IndexPlaceCheck.ofHome(environment).run().verdict()).isEqualTo(Verdict.OK);
    environment.put("PINECONE_REGION", "eu-west-1");
    Finding elsewhere = IndexPlaceCheck.ofHome(environment).run();
    assertThat(elsewhere.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(elsewhere.detail()).contains("us-east-1", "PINECONE_REGION says eu-west-1");
    environment.put("PINECONE_INDEX_NAME", "nobodys");
    assertThat(IndexPlaceCheck.ofHome(environment).run().detail()).contains("no index nobodys");
    environment.put("PINECONE_CONTROL_URL", "http://" + DEAD);
    assertThat(IndexPlaceCheck.ofHome(environment).run().detail()).contains("does not answer");
  }

  @Test
  void theSecondTargetsPlaceIsComparedByItsOwnSettings() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PINECONE_CONTROL_URL", "http://" + stack.vectorsHost());
    environment.put("PALIMPSEST_NEXT_API_KEY", stack.secrets().vectorsAdminKey());
    environment.put("PALIMPSEST_NEXT_INDEX_NAME", stack.vectorsIndexName());
    assertThat(IndexPlaceCheck.ofNext(environment).run().verdict()).isEqualTo(Verdict.ABSENT);
    environment.put("PALIMPSEST_NEXT_REGION", "us-east-1");
    assertThat(IndexPlaceCheck.ofNext(environment).run().verdict()).isEqualTo(Verdict.OK);
    environment.put("PALIMPSEST_NEXT_REGION", "eu-west-1");
    assertThat(IndexPlaceCheck.ofNext(environment).run().detail())
        .contains("us-east-1", "PALIMPSEST_NEXT_REGION says eu-west-1");
  }

  @Test
  void aTopicThatDiffersAndARegistryThatIsDownHaveALineEach() throws Exception {
    KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "doctor");
    URI registry = URI.create(stack.registryUrl());
    try (Topics topics = Topics.connect(kafka, registry, Replication.LOCAL);
        Topics without = Topics.connect(kafka, URI.create("http://" + DEAD), Replication.LOCAL);
        Admin admin =
            Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
      topics.apply();
      assertThat(TopicsCheck.run(topics))
          .extracting(Finding::verdict)
          .containsExactly(Verdict.OK, Verdict.OK);
      ConfigResource vectors =
          new ConfigResource(ConfigResource.Type.TOPIC, Topic.VECTORS.topicName());
      AlterConfigOp shorter =
          new AlterConfigOp(new ConfigEntry("retention.ms", "1000"), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(vectors, List.of(shorter))).all().get();
      await().atMost(Duration.ofSeconds(90)).until(() -> "1000".equals(retention(admin, vectors)));
      List<Finding> findings = TopicsCheck.run(without);
      topics.apply();
      assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.WRONG);
      assertThat(findings)
          .extracting(Finding::detail)
          .satisfiesExactly(
              topic ->
                  assertThat(topic)
                      .contains("palimpsest.vectors.v1", "is 1000, expected 604800000", "--yes"),
              down -> assertThat(down).contains("does not answer", "PALIMPSEST_REGISTRY_URL"));
    }
  }

  /** What the broker says: it may learn of a change a little after it was acknowledged. */
  private static String retention(Admin admin, ConfigResource topic) throws Exception {
    return admin.describeConfigs(List.of(topic)).all().get().get(topic).get("retention.ms").value();
  }

  private static Finding database(String name) {
    return new DocumentsCheck(mongo(stack.mongoUri("doctor")))
        .run().stream()
            .filter(finding -> finding.subject().equals("db " + name))
            .findFirst()
            .orElseThrow();
  }

  private static Map<String, String> mongo(String address) {
    return Map.of("QUARKUS_MONGODB_CONNECTION_STRING", address);
  }

  private static Map<String, String> vectors() {
    return new HashMap<>(
        Map.of(
            "PINECONE_HOST", "http://" + stack.vectorsHost(),
            "PINECONE_API_KEY", stack.secrets().vectorsAdminKey(),
            "PINECONE_VERIFIER_API_KEY", stack.secrets().vectorsReaderKey(),
            "PINECONE_INDEX_NAME", stack.vectorsIndexName()));
  }
}
