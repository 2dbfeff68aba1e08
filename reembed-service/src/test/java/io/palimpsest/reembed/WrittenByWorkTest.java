package io.palimpsest.reembed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.joining;

import com.mongodb.client.MongoCollection;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.palimpsest.fencing.Work;
import java.util.Map;
import java.util.Set;

/** Content is written and deleted by a work alone (D20): each port that does so takes one. */
@AnalyzeClasses(
    packages = "io.palimpsest.reembed",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WrittenByWorkTest {
  private static final String ROOT = "io.palimpsest.reembed.";

  /** What writes documents without a work, and why it may. */
  private static final Map<String, String> WITHOUT_WORK =
      Map.of(
          ROOT + "ledger.FenceMark", "a sequence of fences",
          ROOT + "route.Debts", "random uids and revisions; goes with the paying of the debt",
          ROOT + "route.Routes", "random uids and names of targets",
          ROOT + "park.Unsaid", "that the log was told of a record",
          ROOT + "migration.Plans", "a hash, and names of namespaces that nobody owns");

  private static final Set<String> WRITES =
      Set.of(
          "bulkWrite",
          "deleteMany",
          "deleteOne",
          "drop",
          "findOneAndDelete",
          "findOneAndReplace",
          "findOneAndUpdate",
          "insertMany",
          "insertOne",
          "renameCollection",
          "replaceOne",
          "updateMany",
          "updateOne");

  @ArchTest
  static final ArchRule documentsAreWrittenByAWork =
      classes()
          .that()
          .doNotHaveFullyQualifiedName("")
          .should(
              new ArchCondition<>("write documents by a Work") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getMethodCallsFromSelf().stream()
                      .filter(call -> writes(call) && !WITHOUT_WORK.containsKey(type.getName()))
                      .filter(call -> !hasWork(call.getOrigin()))
                      .forEach(
                          call ->
                              events.add(
                                  SimpleConditionEvent.violated(call, call.getDescription())));
                }
              });

  @ArchTest
  static final ArchRule everyExemptionIsOne =
      classes()
          .that(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are named as exempt", type -> WITHOUT_WORK.containsKey(type.getName())))
          .should(
              new ArchCondition<>("write documents: " + reasons()) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  if (type.getMethodCallsFromSelf().stream().noneMatch(WrittenByWorkTest::writes)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
                  }
                }
              });

  private static boolean writes(JavaMethodCall call) {
    return call.getTargetOwner().isAssignableTo(MongoCollection.class)
        && WRITES.contains(call.getName());
  }

  /** It takes a work, or is a private part of methods that do. */
  private static boolean hasWork(JavaCodeUnit unit) {
    if (unit.getRawParameterTypes().stream().anyMatch(type -> type.isAssignableTo(Work.class))) {
      return true;
    }
    Set<JavaCodeUnit> callers =
        unit.getCallsOfSelf().stream()
            .map(call -> call.getOrigin())
            .filter(caller -> !caller.equals(unit))
            .collect(java.util.stream.Collectors.toSet());
    return unit.getModifiers().contains(JavaModifier.PRIVATE)
        && !callers.isEmpty()
        && callers.stream().allMatch(WrittenByWorkTest::hasWork);
  }

  private static String reasons() {
    return WITHOUT_WORK.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(joining(", "));
  }
}
