package io.palimpsest.reembed.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.palimpsest.vectorstore.VectorStore;
import org.junit.jupiter.api.Test;

class SearchLayeringTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.palimpsest.reembed");

  @Test
  void search_reaches_vectors_by_the_handle_of_a_tenant_alone() {
    noClasses()
        .that()
        .resideInAnyPackage("io.palimpsest.reembed.search", "io.palimpsest.reembed.find")
        .should()
        .callMethod(VectorStore.class, "maintenance", String.class, String.class)
        .check(CLASSES);
  }

  @Test
  void nothing_here_touches_the_vendors_client() {
    noClasses().should().dependOnClassesThat().resideInAPackage("io.pinecone..").check(CLASSES);
  }

  @Test
  void only_the_wiring_names_the_adapter() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.palimpsest.reembed.app", "io.palimpsest.reembed.migration.legacy")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.palimpsest.vectorstore.pinecone")
        .because("the old system's indexes are opened by their own addresses and keys")
        .check(CLASSES);
  }

  @Test
  void what_is_found_knows_nothing_of_http() {
    noClasses()
        .that()
        .resideInAPackage("io.palimpsest.reembed.find")
        .and()
        .haveNameNotMatching(".*\\.(PineconeScoringModel|Rerankers)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.ws.rs..", "com.fasterxml..")
        .check(CLASSES);
  }
}
