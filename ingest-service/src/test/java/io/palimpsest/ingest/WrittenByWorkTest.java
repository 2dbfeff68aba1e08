package io.palimpsest.ingest;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

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
    packages = "io.palimpsest.ingest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WrittenByWorkTest {
  private static final String ROOT = "io.palimpsest.ingest.";

  /** What writes documents without a work, and why it may. */
  private static final Map<String, String> WITHOUT_WORK =
      Map.of(
          ROOT + "store.InboxTopics.remember",
          "ids of topics",
          ROOT + "store.FenceMark.keep",
          "a sequence of fences",
          ROOT + "store.SuppressedScopes.lift",
          "a keyed digest, let go of by the act of compliance",
          ROOT + "store.ErasedScopes.readmit",
          "a keyed digest, let go of by the act of an operator",
          ROOT + "inbox.Submissions.said",
          "that the log was told of a submission that was given up",
          ROOT + "inbox.Submissions.toldKey",
          "a key of digests goes, of a submission that is there: it brings nothing back",
          ROOT + "key.KeyRecords.rewrap",
          "a compare-and-set on a wrapped key that is there: it brings nothing back");

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
  static final ArchRule DOCUMENTS_ARE_WRITTEN_BY_A_WORK =
      classes()
          .that(describe("write documents", type -> writes(type).findAny().isPresent()))
          .should(
              new ArchCondition<>("write them by a Work, but for " + exemptions()) {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  writes(type)
                      .filter(call -> !WITHOUT_WORK.containsKey(name(call.getOrigin())))
                      .filter(call -> !hasWork(call.getOrigin()))
                      .forEach(
                          call ->
                              events.add(
                                  SimpleConditionEvent.violated(call, call.getDescription())));
                }
              });

  @ArchTest
  static final ArchRule EVERY_EXEMPTION_IS_ONE =
      classes()
          .that(describe("hold exemptions", type -> !exempt(type).isEmpty()))
          .should(
              new ArchCondition<>("need them") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  Set<String> writing =
                      writes(type).map(call -> name(call.getOrigin())).collect(toSet());
                  exempt(type).stream()
                      .filter(name -> !writing.contains(name))
                      .forEach(name -> events.add(SimpleConditionEvent.violated(type, name)));
                }
              });

  private static java.util.stream.Stream<JavaMethodCall> writes(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .filter(call -> call.getTargetOwner().isAssignableTo(MongoCollection.class))
        .filter(call -> WRITES.contains(call.getName()));
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
            .collect(toSet());
    return unit.getModifiers().contains(JavaModifier.PRIVATE)
        && !callers.isEmpty()
        && callers.stream().allMatch(WrittenByWorkTest::hasWork);
  }

  private static Set<String> exempt(JavaClass type) {
    return WITHOUT_WORK.keySet().stream()
        .filter(name -> name.startsWith(type.getName() + "."))
        .collect(toSet());
  }

  private static String name(JavaCodeUnit unit) {
    return unit.getOwner().getName() + "." + unit.getName();
  }

  private static String exemptions() {
    return WITHOUT_WORK.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(joining(", "));
  }
}
