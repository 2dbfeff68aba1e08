package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.ledger.Adopted;
import io.palimpsest.reembed.ledger.Location;
import io.palimpsest.reembed.migration.Adopting.Verdict;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.vectorstore.NamespaceVectors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Writes copies into the namespaces of their twins. What is written is opened in the ledger first
 * and closed after the store has answered; what somebody submits meanwhile is newer and wins.
 */
final class IntoHome implements CopyPage.Into {
  private final Home home;

  IntoHome(Home home) {
    this.home = home;
  }

  @Override
  public Set<String> write(Move move, List<Verdict.Goes> going, Work work) {
    if (going.isEmpty()) {
      return Set.of();
    }
    Location place = home.place(move);
    NamespaceVectors into = home.namespace(move);
    UUID attempt = UUID.randomUUID();
    List<Adopted> all = going.stream().map(Verdict.Goes::adopted).toList();
    home.adopted().open(all, attempt, work);
    Set<String> old = submitted(move, all);
    home.adopted().withdraw(place, ids(all, old), work);
    List<Verdict.Goes> wanted =
        going.stream().filter(one -> !old.contains(one.adopted().source())).toList();
    if (!wanted.isEmpty()) {
      into.upsert(wanted.stream().map(Verdict.Goes::record).toList(), work);
    }
    List<Adopted> written = wanted.stream().map(Verdict.Goes::adopted).toList();
    Set<String> late = submitted(move, written);
    Set<String> lost = new HashSet<>(home.adopted().close(written, attempt, work));
    lost.addAll(ids(written, late));
    if (!lost.isEmpty()) {
      into.deleteIds(lost, work);
      home.adopted().withdraw(place, lost, work);
    }
    Set<String> gone = new HashSet<>(old);
    gone.addAll(late);
    written.stream()
        .filter(one -> lost.contains(one.vector()))
        .forEach(one -> gone.add(one.source()));
    return gone;
  }

  private Set<String> submitted(Move move, List<Adopted> adopted) {
    return home.submitted(move, adopted.stream().map(Adopted::source).toList());
  }

  private static List<String> ids(List<Adopted> adopted, Set<String> sources) {
    return adopted.stream()
        .filter(one -> sources.contains(one.source()))
        .map(Adopted::vector)
        .toList();
  }
}
