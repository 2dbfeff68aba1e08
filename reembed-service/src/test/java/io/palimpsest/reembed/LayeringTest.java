package io.palimpsest.reembed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.palimpsest.reembed",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayeringTest {
  private static final String ROOT = "io.palimpsest.reembed.";

  @ArchTest
  static final ArchRule packagesKnowEachOtherInOneDirection =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  /** Without the migration, which stands beside the service and has wiring and doors of its own. */
  @ArchTest
  static void packagesAreFewEnoughToBeKnownByHeart(JavaClasses classes) {
    assertThat(
            classes.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith(ROOT + "migration"))
                .distinct())
        .hasSizeLessThanOrEqualTo(15);
  }

  @ArchTest
  static final ArchRule theDecisionIsPure =
      noClasses()
          .that()
          .haveNameMatching(
              (ROOT + "index.").replace(".", "\\.") + "(Plan|Planner|Piece|Request|Wanted)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.palimpsest.vectorstore.pinecone..",
              "io.palimpsest.messaging..",
              "com.mongodb..",
              "org.apache.kafka..",
              "java.time..",
              "java.util.concurrent..");

  @ArchTest
  static final ArchRule nothingBehindTheChannelKnowsKafka =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "fence..",
              ROOT + "ledger..",
              ROOT + "index..",
              ROOT + "embed..",
              ROOT + "text..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule partsNeverReachForDoorsOrWiring =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "http..", ROOT + "app..", ROOT + "search..", ROOT + "migration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "http..", ROOT + "app..", ROOT + "search..");

  @ArchTest
  static final ArchRule onlyWhatIsKeptKnowsTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "ledger..",
              ROOT + "park..",
              ROOT + "embed..",
              ROOT + "repair..",
              ROOT + "migration..",
              ROOT + "route..",
              ROOT + "app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.mongodb..");

  @ArchTest
  static final ArchRule textIsIndependentOfEverythingElse =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "text..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "change..", ROOT + "ledger..", ROOT + "index..", ROOT + "embed..");

  @ArchTest
  static final ArchRule withoutTheMigrationTheServiceIsWhole =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "migration..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "migration..");

  @ArchTest
  static final ArchRule theMigrationUsesWhatEveryCallerMayUse =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "migration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "intake..", ROOT + "index..", ROOT + "http..", ROOT + "search..");
}
