package io.palimpsest.messaging;

import io.palimpsest.right.Grant;
import io.palimpsest.right.Operation;
import io.palimpsest.right.Resource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Brings the brokers' access control lists in line with the catalogue of rights: what is missing is
 * granted, and what one of the catalogue's principals has beyond it is taken away. Others' rights
 * are left alone. Blocks; not thread-safe.
 */
public final class BrokerRights implements AutoCloseable {
  private static final String ANY_HOST = "*";
  private static final String USER = "User:";

  private final Admin admin;
  private final Set<AclBinding> wanted;
  private final Set<String> principals;

  private BrokerRights(Admin admin, Set<AclBinding> wanted, Set<String> principals) {
    this.admin = admin;
    this.wanted = wanted;
    this.principals = principals;
  }

  /**
   * Connects.
   *
   * @param kafka brokers, as an administrator
   * @param catalogue all grants
   * @param principals whose rights are all in the catalogue
   */
  public static BrokerRights connect(
      KafkaSettings kafka, List<Grant> catalogue, Collection<String> principals) {
    return new BrokerRights(
        Admin.create(ClientConfigs.admin(kafka)),
        catalogue.stream().flatMap(BrokerRights::bindings).collect(Collectors.toSet()),
        principals.stream().map(name -> USER + name).collect(Collectors.toSet()));
  }

  /**
   * A difference.
   *
   * @param subject who, and on what
   * @param description what is missing or too much
   * @param binding by the brokers' own names
   * @param missing false: it is too much
   */
  public record Difference(
      String subject, String description, AclBinding binding, boolean missing) {}

  /**
   * What differs; empty when nothing does.
   *
   * @throws org.apache.kafka.common.errors.SecurityDisabledException when the brokers ask nobody
   *     for rights
   * @throws KafkaException when they cannot be asked
   */
  public List<Difference> diff() {
    Set<AclBinding> there = new HashSet<>(await(admin.describeAcls(AclBindingFilter.ANY).values()));
    Stream<Difference> missing =
        wanted.stream()
            .filter(binding -> !there.contains(binding))
            .map(binding -> difference(binding, "is not granted", true));
    Stream<Difference> excess =
        there.stream()
            .filter(binding -> principals.contains(binding.entry().principal()))
            .filter(binding -> !wanted.contains(binding))
            .map(binding -> difference(binding, "is granted beyond the catalogue", false));
    return Stream.concat(missing, excess)
        .sorted(Comparator.comparing(Difference::subject).thenComparing(Difference::description))
        .toList();
  }

  /**
   * Grants and takes away, and returns when the brokers have taken it.
   *
   * @return what differed before
   */
  public List<Difference> apply() {
    List<Difference> before = diff();
    await(admin.createAcls(bindings(before, true)).all());
    await(
        admin
            .deleteAcls(bindings(before, false).stream().map(AclBinding::toFilter).toList())
            .all());
    return before;
  }

  @Override
  public void close() {
    admin.close();
  }

  private static List<AclBinding> bindings(List<Difference> differences, boolean missing) {
    return differences.stream()
        .filter(one -> one.missing() == missing)
        .map(Difference::binding)
        .toList();
  }

  private static Stream<AclBinding> bindings(Grant grant) {
    return grant.operations().stream()
        .map(
            operation ->
                new AclBinding(
                    pattern(grant.resource()),
                    new AccessControlEntry(
                        USER + grant.principal(),
                        ANY_HOST,
                        named(operation),
                        AclPermissionType.ALLOW)));
  }

  private static ResourcePattern pattern(Resource resource) {
    return switch (resource) {
      case Resource.OneTopic topic ->
          new ResourcePattern(ResourceType.TOPIC, topic.name(), PatternType.LITERAL);
      case Resource.Topics topics ->
          new ResourcePattern(ResourceType.TOPIC, topics.name(), PatternType.PREFIXED);
      case Resource.Groups groups ->
          new ResourcePattern(ResourceType.GROUP, groups.name(), PatternType.PREFIXED);
      case Resource.Transactions ids ->
          new ResourcePattern(ResourceType.TRANSACTIONAL_ID, ids.name(), PatternType.PREFIXED);
    };
  }

  private static AclOperation named(Operation operation) {
    return AclOperation.valueOf(operation.name());
  }

  private static Difference difference(AclBinding binding, String what, boolean missing) {
    return new Difference(
        binding.entry().principal() + " on " + binding.pattern().name(),
        binding.entry().operation() + " " + what,
        binding,
        missing);
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
