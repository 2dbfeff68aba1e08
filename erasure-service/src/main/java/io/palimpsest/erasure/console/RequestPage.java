package io.palimpsest.erasure.console;

import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.door.ErasureView;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureState;
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
 * @param entry its confirmation in the log, byte for byte; null before
 * @param next id of the request that would follow a preview, so that a form sent twice is one
 */
public record RequestPage(ErasureView view, @Nullable String entry, UUID next) {
  /** The states on the way. */
  public List<Stage> way() {
    return Stage.way(view.state());
  }

  /** Percent of the way. */
  public int percent() {
    return Stage.percent(view.state());
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
