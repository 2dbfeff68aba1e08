package io.palimpsest.erasure.console;

import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.erasure.door.HandlingView;
import io.palimpsest.erasure.model.Handling;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request as its page shows it.
 *
 * @param view the request as the API answers it
 * @param handling who works at it
 * @param story what became of it, in sentences
 * @param entry its confirmation in the log, byte for byte; null before
 * @param next id of the request that would follow a preview, so that a form sent twice is one
 */
public record RequestPage(
    ErasureView view,
    HandlingView handling,
    List<String> story,
    @Nullable String entry,
    UUID next) {
  /** The states on the way. */
  public List<Stage> way() {
    return Stage.way(view.state());
  }

  /** A plan that was asked for to be looked at: nothing follows by itself. */
  public boolean preview() {
    return view.state() == ErasureState.PLANNED && view.ended();
  }

  /** Nothing was there: nothing was erased, and nothing is confirmed. */
  public boolean nothingFound() {
    return view.state() == ErasureState.NOTHING_FOUND;
  }

  /** Whether somebody has to see to what nobody owns. */
  public boolean ownerless() {
    return view.flags().contains("WITHOUT_OWNER");
  }

  /** Whether the log says that what it named is gone. */
  public boolean confirmed() {
    return view.logIndex() != null;
  }

  /** Whether somebody has to consent. */
  public boolean awaiting() {
    return view.state() == ErasureState.AWAITING_APPROVAL;
  }

  /** Whether it can be refused or taken back. */
  public boolean reversible() {
    return !view.ended()
        && (awaiting()
            || view.state() == ErasureState.RECEIVED
            || view.state() == ErasureState.PLANNED);
  }

  /** Whether there is anything to decide. */
  public boolean decidable() {
    return !view.ended() || named() || refused() || exported();
  }

  /** Whether it was refused, and may be opened again. */
  public boolean refused() {
    return view.state() == ErasureState.REJECTED && !view.dryRun();
  }

  /** Whether an export was written or will be, as far as the journal tells. */
  public boolean exported() {
    return view.timeline().stream().anyMatch(line -> line.what().equals("export.intended"))
        && view.timeline().stream().noneMatch(line -> line.what().equals("export.destroyed"));
  }

  /** What colleagues noted. */
  public List<Handling.Act> notes() {
    return handling.acts().stream().filter(act -> act.what() == Handling.What.NOTED).toList();
  }

  /** Kinds of scopes, to name one again. */
  public List<ScopeType> types() {
    return ScopeField.TYPES;
  }

  /** Whether it still names what it erases. */
  public boolean named() {
    return !view.scope().ids().isEmpty();
  }

  /** Reasons to choose from. */
  public List<ErasureReason> reasons() {
    return List.of(ErasureReason.values());
  }

  /** What the confirmation says, field by field. */
  public Map<String, Object> said() {
    return entry == null
        ? Map.of()
        : fields(Statement.parse(entry.getBytes(StandardCharsets.UTF_8)));
  }

  /** Fields of a statement in the order of the log's own list. */
  static Map<String, Object> fields(Statement statement) {
    return statement.data().entrySet().stream()
        .collect(
            Collectors.toMap(
                field -> field.getKey().wireName(),
                Map.Entry::getValue,
                (one, other) -> one,
                LinkedHashMap::new));
  }
}
