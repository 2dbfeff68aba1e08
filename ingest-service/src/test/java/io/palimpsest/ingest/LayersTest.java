package io.palimpsest.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

@AnalyzeClasses(
    packages = "io.palimpsest.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  @ArchTest
  static final ArchRule PACKAGES_KNOW_EACH_OTHER_IN_ONE_DIRECTION =
      slices().matching("io.palimpsest.ingest.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void packagesAreFewEnoughToBeKnownByHeart(JavaClasses classes) {
    Map<Boolean, Set<String>> packages =
        classes.stream()
            .map(JavaClass::getPackageName)
            .collect(partitioningBy(name -> name.contains(".migration"), toSet()));
    assertThat(packages.get(false)).hasSizeLessThanOrEqualTo(15);
    assertThat(packages.get(true)).as("may be deleted as a whole").hasSizeLessThanOrEqualTo(5);
  }

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
              "..ingest.store..", "..ingest.write..", "..ingest.vault..", "..ingest.source..")
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
              "..ingest.erase..", "..ingest.store..", "..ingest.registry..", "..ingest.inbox..")
          .should()
          .callMethod(
              io.palimpsest.ingest.store.EntryStore.class,
              "erase",
              io.palimpsest.ingest.store.UnderScope.class);

  /** Deleting the package leaves the product whole. */
  @ArchTest
  static final ArchRule NOTHING_KNOWS_MIGRATION =
      noClasses()
          .that()
          .resideOutsideOfPackage("..ingest.migration..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..ingest.migration..");

  /** It writes as every caller of the domain does, and never past it. */
  @ArchTest
  static final ArchRule MIGRATION_USES_WHAT_EVERY_CALLER_MAY_USE =
      noClasses()
          .that()
          .resideInAPackage("..ingest.migration..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..ingest.http..", "..ingest.app..", "..ingest.inbox..", "..ingest.bulk..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName(io.palimpsest.ingest.store.EntryStore.class.getName());

  @ArchTest
  static final ArchRule MAPPING_AND_BACKUPS_KNOW_NO_STORE_NO_BROKER_AND_NO_FRAMEWORK =
      noClasses()
          .that()
          .resideInAnyPackage("..ingest.migration.mapping..", "..ingest.migration.backup..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.mongodb..",
              "org.apache.kafka..",
              "io.quarkus..",
              "jakarta..",
              "..ingest.store..");
}
