package io.palimpsest.reembed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
  static final ArchRule theDecisionIsPure =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "plan..")
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
              ROOT + "plan..",
              ROOT + "ledger..",
              ROOT + "write..",
              ROOT + "pipeline..",
              ROOT + "embed..",
              ROOT + "text..",
              ROOT + "lane..",
              ROOT + "cache..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule partsNeverReachForDoorsOrWiring =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "http..", ROOT + "service..", ROOT + "search..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "http..", ROOT + "service..", ROOT + "search..");

  @ArchTest
  static final ArchRule onlyWhatIsKeptKnowsTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "ledger..",
              ROOT + "park..",
              ROOT + "cache..",
              ROOT + "job..",
              ROOT + "route..",
              ROOT + "service..")
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
              ROOT + "entity..", ROOT + "ledger..", ROOT + "pipeline..", ROOT + "embed..");
}
