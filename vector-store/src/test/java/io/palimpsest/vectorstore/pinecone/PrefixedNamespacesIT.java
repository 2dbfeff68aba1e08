package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract where names have a prefix in the store; and two schemes in one index. */
class PrefixedNamespacesIT extends VectorStoreContract {
  @Override
  PineconeSettings settings() throws InterruptedException {
    RunningStack stack = SharedStack.with(Part.VECTORS);
    return PineconeSettings.of(stack.vectorsHost(), stack.secrets().vectorsAdminKey());
  }

  @Override
  NamespacePrefix prefix() {
    return new NamespacePrefix("v2-");
  }

  @Test
  void the_same_name_in_two_schemes_is_two_namespaces() throws InterruptedException {
    write(3);
    try (PineconeVectorStore plain = PineconeVectorStore.open(settings())) {
      NamespaceVectors other = plain.maintenance("test", "look").namespace(namespace.name());
      NamespaceVectors stored = plain.maintenance("test", "look").namespace(stored());
      assertThat(other.fetch(List.of("v001"), deadline())).isEmpty();
      assertThat(stored.fetch(List.of("v001"), deadline())).as("positive control").hasSize(1);
      other.upsert(one(), work());

      namespace.drop(work());

      assertThat(stored.fetch(List.of("v001"), deadline())).isEmpty();
      assertThat(other.fetch(List.of("one"), deadline())).hasSize(1);
      assertThat(names()).doesNotContain(namespace.name());
      other.drop(work());
    }
  }

  @Test
  void only_names_of_the_own_scheme_are_listed_without_their_prefix() throws InterruptedException {
    write(1);
    try (PineconeVectorStore plain = PineconeVectorStore.open(settings())) {
      NamespaceVectors foreign = plain.maintenance("test", "look").namespace("foreign-name");
      foreign.upsert(one(), work());
      assertThat(names()).contains(namespace.name()).doesNotContain("foreign-name", stored());
      assertThat(namespace.describe(deadline()).orElseThrow().name()).isEqualTo(namespace.name());
      foreign.drop(work());
    }
  }

  private String stored() {
    return prefix().value() + namespace.name();
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    maintenance.namespaces(
        deadline(), page -> page.stream().map(NamespaceSummary::name).forEach(names::add));
    return names;
  }
}
