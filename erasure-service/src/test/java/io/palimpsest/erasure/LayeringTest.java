package io.palimpsest.erasure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(
    packages = "io.palimpsest.erasure",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  private static final String ROOT = "io.palimpsest.erasure.";

  @ArchTest
  static final ArchRule packagesKnowEachOtherInOneDirection =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static void packagesAreFewEnoughToBeKnownByHeart(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
        .hasSizeLessThanOrEqualTo(15);
  }

  @ArchTest
  static final ArchRule requestsKnowNoStoreNoNetworkAndNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "model", ROOT + "phase")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta..",
              "io.quarkus..",
              "com.mongodb..",
              "org.apache.kafka..",
              "io.palimpsest.messaging..",
              "io.palimpsest.vectorstore..");

  @ArchTest
  static final ArchRule theSagaKnowsPortsOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "saga")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "door",
              ROOT + "document",
              ROOT + "participant",
              ROOT + "audit",
              ROOT + "verify",
              "com.mongodb..",
              "org.apache.kafka..");

  @ArchTest
  static final ArchRule onlyTheVerifierReachesTheVectorStore =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "verify")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.palimpsest.vectorstore..");

  /** Bundles are written within the time of a work; the rest says what is demanded and held. */
  @ArchTest
  static final ArchRule onlyDocumentsAreWrittenWhereTheyAreKept =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "document")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.mongodb.client..");
}
