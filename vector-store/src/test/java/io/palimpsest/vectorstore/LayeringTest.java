package io.palimpsest.vectorstore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.palimpsest.vectorstore");

  @Test
  void the_port_knows_neither_the_vendor_nor_its_transport() {
    noClasses()
        .that()
        .resideInAPackage("io.palimpsest.vectorstore")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.palimpsest.vectorstore.pinecone", "io.pinecone..", "io.grpc..", "com.google..")
        .check(CLASSES);
  }
}
