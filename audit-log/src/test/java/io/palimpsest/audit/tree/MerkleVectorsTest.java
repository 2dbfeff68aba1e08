package io.palimpsest.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.audit.log.Published;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleVectorsTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void eachPublishedCaseOfInclusionIsJudgedAsPublished() throws IOException {
    List<JsonNode> cases = cases("merkle-inclusion.jsonl");
    for (JsonNode one : cases) {
      assertThat(includes(one)).as(one.get("case").asText()).isNotEqualTo(wantError(one));
    }
    assertThat(cases).hasSize(98).filteredOn(MerkleVectorsTest::wantError).hasSize(92);
  }

  @Test
  void eachPublishedCaseOfConsistencyIsJudgedAsPublished() throws IOException {
    List<JsonNode> cases = cases("merkle-consistency.jsonl");
    for (JsonNode one : cases) {
      assertThat(isConsistent(one)).as(one.get("case").asText()).isNotEqualTo(wantError(one));
    }
    assertThat(cases).hasSize(98).filteredOn(MerkleVectorsTest::wantError).hasSize(92);
  }

  private static boolean wantError(JsonNode one) {
    return one.get("wantErr").asBoolean();
  }

  /** Bytes that are no hash are refused where they are read. */
  private static boolean includes(JsonNode one) {
    try {
      return Verification.includes(
          number(one, "leafIdx"),
          number(one, "treeSize"),
          hash(one, "leafHash"),
          path(one),
          hash(one, "root"));
    } catch (IllegalArgumentException notAHash) {
      return false;
    }
  }

  private static boolean isConsistent(JsonNode one) {
    try {
      return Verification.isConsistent(
          number(one, "size1"),
          hash(one, "root1"),
          number(one, "size2"),
          hash(one, "root2"),
          path(one));
    } catch (IllegalArgumentException notAHash) {
      return false;
    }
  }

  /** Numbers go up to 2^64 - 1; those above 2^63 - 1 come out negative. */
  private static long number(JsonNode one, String field) {
    return new BigInteger(one.get(field).asText()).longValue();
  }

  /** Where a case does not care for a root it has a word there, which stands for some hash. */
  private static Hash hash(JsonNode one, String field) {
    byte[] bytes = Base64.getDecoder().decode(one.get(field).asText());
    boolean word = new String(bytes, StandardCharsets.US_ASCII).startsWith("don't care");
    return word ? Hash.leaf(bytes) : Hash.of(bytes);
  }

  private static List<Hash> path(JsonNode one) {
    List<Hash> path = new ArrayList<>();
    one.get("proof").forEach(hash -> path.add(Hash.ofBase64(hash.asText())));
    return path;
  }

  private static List<JsonNode> cases(String file) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    for (String line : Files.readAllLines(Published.data(file))) {
      cases.add(MAPPER.readTree(line));
    }
    return cases;
  }
}
