package io.palimpsest.deploy.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.palimpsest.deploy.GeneratedFile;
import io.palimpsest.right.Grant;
import io.palimpsest.right.Operation;
import io.palimpsest.right.Principals;
import io.palimpsest.right.Resource;
import io.palimpsest.right.Rights;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsersTest {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(YAMLGenerator.Feature.MINIMIZE_QUOTES).build();

  @Test
  void theUsersAreThoseOfTheCatalogueWithItsRightsAndNoOthers() throws IOException {
    List<Grant> grants = Rights.catalogue(List.of());
    StringBuilder yaml =
        new StringBuilder(
            "# Made from the catalogue of rights (io.palimpsest.right.Rights): do not edit.\n");
    for (String principal : Principals.limited(List.of())) {
      yaml.append(YAML.writeValueAsString(manifest(principal, grants)));
    }
    GeneratedFile.holds("deploy/kubernetes/base/kafka/users.yaml", yaml.toString());
  }

  private static ObjectNode manifest(String principal, List<Grant> grants) {
    ObjectNode object = YAML.createObjectNode();
    object.put("apiVersion", "kafka.strimzi.io/v1beta2").put("kind", "KafkaUser");
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", principal);
    metadata.putObject("labels").put("strimzi.io/cluster", "palimpsest");
    ObjectNode spec = object.putObject("spec");
    spec.putObject("authentication").put("type", "scram-sha-512");
    ObjectNode authorization = spec.putObject("authorization");
    authorization.put("type", "simple");
    ArrayNode acls = authorization.putArray("acls");
    grants.stream()
        .filter(grant -> grant.principal().equals(principal))
        .forEach(grant -> rule(acls.addObject(), grant));
    return object;
  }

  private static void rule(ObjectNode acl, Grant grant) {
    ObjectNode resource = acl.putObject("resource");
    resource.put("type", type(grant.resource()));
    resource.put("name", grant.resource().name());
    resource.put("patternType", pattern(grant.resource()));
    ArrayNode operations = acl.putArray("operations");
    grant.operations().forEach(operation -> operations.add(name(operation)));
  }

  private static String type(Resource resource) {
    return switch (resource) {
      case Resource.OneTopic one -> "topic";
      case Resource.Topics topics -> "topic";
      case Resource.Groups groups -> "group";
      case Resource.Transactions transactions -> "transactionalId";
    };
  }

  private static String pattern(Resource resource) {
    return switch (resource) {
      case Resource.OneTopic one -> "literal";
      case Resource.Topics topics -> "prefix";
      case Resource.Groups groups -> "prefix";
      case Resource.Transactions transactions -> "prefix";
    };
  }

  /** {@code DESCRIBE_CONFIGS} is {@code DescribeConfigs} there. */
  private static String name(Operation operation) {
    return Arrays.stream(operation.name().split("_"))
        .flatMap(
            word ->
                Stream.of(
                    word.substring(0, 1) + word.substring(1).toLowerCase(java.util.Locale.ROOT)))
        .collect(Collectors.joining());
  }
}
