package io.palimpsest.reembed.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bodies of requests. */
final class Asked {
  private Asked() {}

  /**
   * A plan that is asked for, or agreed to.
   *
   * @param model model that made the vectors
   * @param mapping who owns what
   * @param setAside what stays, and who answers for that
   * @param fromRegistry whether a twin whose id is a namespace's name owns it
   * @param hash of the plan that is agreed to
   * @param rate most vectors per second, 0 for as fast as it goes
   * @param rehearse whether it is copied into scratch namespaces only, which are removed
   * @param touched whether each twin is moved by its first accepted change, and nothing before
   */
  record Plan(
      @Nullable String model,
      @Nullable List<Owned> mapping,
      @JsonProperty("set_aside") @Nullable List<SetAside> setAside,
      @JsonProperty("from_registry") boolean fromRegistry,
      @Nullable String hash,
      long rate,
      boolean rehearse,
      boolean touched) {
    String modelName() {
      return Optional.ofNullable(model)
          .filter(name -> !name.isBlank())
          .orElseThrow(() -> new RefusedStepException("model.missing"));
    }

    List<Mapping.Owned> owned() {
      return mapping == null ? List.of() : mapping.stream().map(Owned::checked).toList();
    }

    List<Mapping.SetAside> aside() {
      return setAside == null ? List.of() : setAside.stream().map(SetAside::checked).toList();
    }
  }

  /**
   * A namespace with its owner.
   *
   * @param namespace its name
   * @param creator public id of the creator
   * @param twin public id of the twin
   */
  record Owned(
      @Nullable String namespace,
      @JsonProperty("creator_id") @Nullable String creator,
      @JsonProperty("twin_id") @Nullable String twin) {
    Mapping.Owned checked() {
      if (namespace == null || creator == null || twin == null) {
        throw new RefusedStepException("mapping.owner_missing");
      }
      return new Mapping.Owned(namespace, creator, twin);
    }
  }

  /**
   * What stays where it is.
   *
   * @param namespace its name
   * @param by who answers for that
   */
  record SetAside(@Nullable String namespace, @Nullable String by) {
    Mapping.SetAside checked() {
      if (namespace == null || by == null || by.isBlank()) {
        throw new RefusedStepException("set_aside.names_namespace_and_by");
      }
      return new Mapping.SetAside(namespace, by);
    }
  }

  /**
   * A step of the plan under way.
   *
   * @param plan its hash
   * @param namespaces which of its legacy namespaces; left out: all
   * @param readShare percentage of questions that the new side answers before it is live
   * @param remove whether what was copied is taken back, too
   */
  record Step(
      @Nullable String plan,
      @Nullable List<String> namespaces,
      @JsonProperty("read_share") @Nullable Integer readShare,
      boolean remove) {}

  /**
   * What readers were found to see.
   *
   * @param plan hash of the plan
   * @param namespace legacy namespace that was asked for
   * @param queries how many questions were asked
   * @param recall mean share of the nearest that are among the answers
   * @param median median of these shares; left out: the mean
   * @param p5 what a twentieth of them stay below; left out: the mean
   * @param rankCorrelation mean of the questions' rank correlations, where there is one
   * @param acceptedBy who accepts a lower one
   */
  record Parity(
      @Nullable String plan,
      @Nullable String namespace,
      int queries,
      double recall,
      @Nullable Double median,
      @Nullable Double p5,
      @JsonProperty("rank_correlation") @Nullable Double rankCorrelation,
      @JsonProperty("accepted_by") @Nullable String acceptedBy) {
    MoveState.Spread spread() {
      return new MoveState.Spread(
          median == null ? recall : median,
          p5 == null ? recall : p5,
          Optional.ofNullable(rankCorrelation));
    }
  }

  /**
   * How a drill ended.
   *
   * @param tests the tests by name
   */
  record Drill(@Nullable Map<String, String> tests) {
    Map<String, String> results() {
      return tests == null ? Map.of() : tests;
    }
  }
}
