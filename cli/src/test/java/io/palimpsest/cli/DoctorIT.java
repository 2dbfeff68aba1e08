package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.cli.Finding.Verdict;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorIT {
  private static final String DEAD = "127.0.0.1:1";
  private static RunningStack stack;

  @BeforeAll
  static void start() throws InterruptedException {
    stack = SharedStack.with(Part.DOCUMENTS, Part.VECTORS);
  }

  @Test
  void aVectorStoreThatLetsBothKeysInIsInOrder() {
    Finding finding = new VectorStoreCheck(vectors()).run();
    assertThat(finding.verdict()).isEqualTo(Verdict.OK);
    assertThat(finding.detail()).contains("384 dimensions");
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
    Finding documents = new DocumentsCheck(mongo("mongodb://" + DEAD)).run();
    assertThat(documents.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(documents.detail()).contains("does not answer");
  }

  @Test
  void aMongoThatAnswersIsInOrderAndANonsenseAddressIsNone() {
    assertThat(new DocumentsCheck(mongo(stack.mongoUri("doctor"))).run().verdict())
        .isEqualTo(Verdict.OK);
    assertThat(new DocumentsCheck(mongo("nonsense")).run().detail()).contains("no address");
    assertThat(new DocumentsCheck(Map.of()).run().verdict()).isEqualTo(Verdict.ABSENT);
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
