package io.palimpsest.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.palimpsest.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule DECISIONS_KNOW_NO_STORE_NO_BROKER_AND_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAPackage("..ingest.entry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.mongodb..", "org.bson..", "org.apache.kafka..", "io.quarkus..", "jakarta..");

  @ArchTest
  static final ArchRule NOTHING_BUT_THE_WIRING_KNOWS_THE_HTTP_DOOR =
      classes()
          .that()
          .resideInAPackage("..ingest.http..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage("..ingest.http..");

  @ArchTest
  static final ArchRule STORES_AND_OUTBOX_KNOW_NO_DOOR =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..ingest.store..", "..ingest.outbox..", "..ingest.write..", "..ingest.content..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..ingest.http..",
              "..ingest.inbox..",
              "..ingest.bulk..",
              "..ingest.erase..",
              "..ingest.registry..");

  @ArchTest
  static final ArchRule ONLY_THE_PARTICIPANT_ERASES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..ingest.erase..",
              "..ingest.store..",
              "..ingest.registry..",
              "..ingest.submission..")
          .should()
          .callMethod(
              io.palimpsest.ingest.store.EntryStore.class,
              "erase",
              io.palimpsest.ingest.store.UnderScope.class);
}
