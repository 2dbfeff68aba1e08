package io.palimpsest.reembed.migration;

import static java.util.stream.Collectors.toSet;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Match;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.QueryAnswer;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import io.palimpsest.vectorstore.WriteReceipt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A twin's namespace whose old side still answers: the old vectors, as the whole namespace is
 * proven to be the twin's, without those of sources that were submitted anew, and beside them what
 * was submitted. So nothing is written to the old side, and nobody misses what was written since.
 */
final class BothSides implements NamespaceVectors {
  private static final int BUCKETS = 100;
  private final NamespaceVectors own;
  private final NamespaceReader legacy;
  private final MoveState state;
  private final Home home;

  BothSides(NamespaceVectors own, NamespaceReader legacy, MoveState state, Home home) {
    this.own = own;
    this.legacy = legacy;
    this.state = state;
    this.home = home;
  }

  @Override
  public QueryAnswer query(VectorQuery query, Deadline deadline) {
    return bucket(query.vector()) < state.readShare()
        ? own.query(query, deadline)
        : both(query, deadline);
  }

  /** The same question always falls to the same side. */
  static int bucket(VectorValues vector) {
    return Math.floorMod(vector.hashCode(), BUCKETS);
  }

  private QueryAnswer both(VectorQuery query, Deadline deadline) {
    List<Match> old =
        withoutSubmitted(
            legacy.query(query, deadline).matches().stream().map(this::owned).toList());
    List<Match> submitted =
        own.query(
                new VectorQuery(query.vector(), query.topK(), Optional.of(submitted(query))),
                deadline)
            .matches();
    return new QueryAnswer(
        Stream.concat(old.stream(), submitted.stream())
            .sorted(Comparator.comparing(Match::score, home.metric().nearestFirst()))
            .limit(query.topK())
            .toList(),
        OptionalLong.empty());
  }

  private Match owned(Match match) {
    return new Match(
        match.id(),
        match.score(),
        LegacyMetadata.adopted(match.metadata(), state.move(), state.model(), state.acceptedAt()));
  }

  private List<Match> withoutSubmitted(List<Match> matches) {
    Set<String> sources = matches.stream().map(BothSides::source).collect(toSet());
    Set<String> anew = sources.isEmpty() ? Set.of() : home.submitted(state.move(), sources);
    return matches.stream().filter(match -> !anew.contains(source(match))).toList();
  }

  private static String source(Match match) {
    return match.metadata().text(Ownership.SOURCE_ID).orElse(LegacyMetadata.NO_SOURCE);
  }

  /** What was not copied: the copies are on the old side already. */
  private static Filter submitted(VectorQuery query) {
    Filter notCopied =
        new Filter.Compare(
            Ownership.CHUNKER, Filter.Comparison.NE, MetadataValue.of(LegacyMetadata.CHUNKER));
    List<Filter> all = new ArrayList<>();
    query.filter().ifPresent(all::add);
    all.add(notCopied);
    return all.size() == 1 ? notCopied : new Filter.And(all);
  }

  @Override
  public String name() {
    return own.name();
  }

  @Override
  public Map<String, StoredVector> fetch(Collection<String> ids, Deadline deadline) {
    return own.fetch(ids, deadline);
  }

  @Override
  public void list(String prefix, Deadline deadline, Consumer<List<String>> page) {
    own.list(prefix, deadline, page);
  }

  @Override
  public void matching(Filter filter, Deadline deadline, Consumer<List<StoredVector>> page) {
    own.matching(filter, deadline, page);
  }

  @Override
  public Optional<NamespaceSummary> describe(Deadline deadline) {
    return own.describe(deadline);
  }

  @Override
  public WriteReceipt upsert(List<VectorRecord> records, Work work) {
    return own.upsert(records, work);
  }

  @Override
  public WriteReceipt deleteIds(Collection<String> ids, Work work) {
    return own.deleteIds(ids, work);
  }

  @Override
  public WriteReceipt deleteMatching(Filter filter, Work work) {
    return own.deleteMatching(filter, work);
  }

  @Override
  public WriteReceipt drop(Work work) {
    return own.drop(work);
  }
}
