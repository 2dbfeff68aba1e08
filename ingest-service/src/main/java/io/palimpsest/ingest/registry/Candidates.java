package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.TextRules;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds tenants by what people call them. Several may have one name: a person has to choose. */
@Singleton
public final class Candidates {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 128;

  private final EntryStore<Organization> organizations;
  private final EntryStore<Profile> profiles;
  private final EntryStore<Creator> creators;
  private final EntryStore<Twin> twins;
  private final HashedReferences hashed;
  private final Gate gate;

  Candidates(
      Shelf<Organization> organizations,
      Shelf<Profile> profiles,
      Shelf<Creator> creators,
      Shelf<Twin> twins,
      HashedReferences hashed,
      Gate gate) {
    this.organizations = organizations.store();
    this.profiles = profiles.store();
    this.creators = creators.store();
    this.twins = twins.store();
    this.hashed = hashed;
    this.gate = gate;
  }

  /** A name, and a reference in somebody's own system, where there is one. */
  private record Names(@Nullable String name, @Nullable String reference) {}

  /**
   * Live tenants whose name or external reference contains the text, whatever its case.
   *
   * @param limit most of each kind
   */
  public List<Candidate> find(@Nullable String text, int limit) {
    String wanted = text == null ? "" : text.strip();
    if (wanted.length() < SHORTEST || wanted.length() > LONGEST) {
      throw TextRules.invalid("q", "has " + SHORTEST + " to " + LONGEST + " characters");
    }
    List<String> named = List.of("display_name", "external_reference");
    List<Candidate> found = new ArrayList<>();
    add(found, creators.containing(named, wanted, limit), wanted, Candidates::of);
    add(found, twins.containing(named, wanted, limit), wanted, Candidates::of);
    add(
        found,
        organizations.containing(List.of("name"), wanted, limit),
        wanted,
        organization -> new Names(organization.name(), null));
    add(
        found,
        profiles.containing(List.of("name"), wanted, limit),
        wanted,
        profile -> new Names(profile.name(), null));
    return found;
  }

  /**
   * Tenants whose external reference a platform names by this hash, closed ones too; those under an
   * erasure are left out.
   */
  public List<Candidate> hashed(String platform, String hash) {
    String digest =
        hashed
            .digest(platform, hash)
            .orElseThrow(() -> TextRules.invalid("hash", "is a hash of a platform that is known"));
    return Stream.of(creators, twins)
        .flatMap(store -> store.having(TenantKind.HASHED, digest).stream())
        .filter(head -> !gate.isFenced(head.path().uids()))
        .map(
            head ->
                new Candidate(
                    head.path().last().type(),
                    head.path().scopes().stream().map(scope -> scope.id()).toList(),
                    head.uid(),
                    null,
                    null,
                    "hashed_reference"))
        .toList();
  }

  private <S> void add(
      List<Candidate> found, List<Entry<S>> entries, String wanted, Function<S, Names> names) {
    for (Entry<S> entry : entries) {
      S state = entry.state();
      if (state != null && !gate.isFenced(entry.head().path().uids())) {
        found.add(candidate(entry, names.apply(state), wanted));
      }
    }
  }

  private static Candidate candidate(Entry<?> entry, Names names, String wanted) {
    return new Candidate(
        entry.head().path().last().type(),
        entry.head().path().scopes().stream().map(scope -> scope.id()).toList(),
        entry.head().uid(),
        names.name(),
        names.reference(),
        contains(names.name(), wanted) ? "name" : "external_reference");
  }

  private static Names of(Creator creator) {
    return new Names(creator.displayName(), creator.externalReference());
  }

  private static Names of(Twin twin) {
    return new Names(twin.displayName(), twin.externalReference());
  }

  private static boolean contains(@Nullable String text, String wanted) {
    return text != null && text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
  }
}
