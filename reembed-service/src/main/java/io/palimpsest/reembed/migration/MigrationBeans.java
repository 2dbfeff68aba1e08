package io.palimpsest.reembed.migration;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.access.ActDisclosure;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.reembed.app.IndexAt;
import io.palimpsest.reembed.app.VectorsConfig;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.reembed.erase.Kept;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.find.QueryEmbedder;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.reembed.route.Debts;
import io.palimpsest.reembed.route.ReadSide;
import io.palimpsest.reembed.route.RouteNews;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.VectorStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wires the move of namespaces, and hands the rest of the service what it may ask of it. */
@Singleton
class MigrationBeans {
  private static final Duration AGE = Duration.ofSeconds(1);

  /**
   * The old index as it is opened.
   *
   * @param own a store that was opened for it; empty when it is the service's own
   * @param index the index
   */
  record Opened(Optional<VectorStore> own, LegacyIndex index) {}

  @Produces
  @Singleton
  Opened open(LegacyConfig config, VectorStore home) {
    Optional<VectorStore> own =
        config.host().filter(host -> !host.isBlank()).map(host -> open(config, host));
    return new Opened(own, new LegacyIndex(own.orElse(home)));
  }

  private static VectorStore open(LegacyConfig config, String host) {
    String key =
        config
            .apiKey()
            .filter(given -> !given.isBlank())
            .orElseThrow(() -> new IllegalStateException("palimpsest.legacy.api-key must be set"));
    return IndexAt.open(host, key, config.requestTimeout());
  }

  void close(@Disposes Opened opened) {
    opened.own().ifPresent(VectorStore::close);
  }

  @Produces
  @Singleton
  LegacyIndex index(Opened opened) {
    return opened.index();
  }

  @Produces
  @Singleton
  Home home(
      @ConfigProperty(name = "palimpsest.reembed.target", defaultValue = "main") String target,
      VectorsConfig vectors,
      VectorStore store,
      LoadedModel model,
      MongoLedger ledger,
      Registry registry) {
    return new Home(
        target,
        model.info().name(),
        vectors.metric(),
        store,
        ledger.scopes(),
        ledger.adopted(),
        registry);
  }

  @Produces
  @Singleton
  Plans plans(MongoDatabase database) {
    return new Plans(database);
  }

  @Produces
  @Singleton
  MoveNews moveNews(Acts acts) {
    return new MoveNews(acts);
  }

  @Produces
  @Singleton
  Moves moves(MongoDatabase database) {
    return new Moves(database);
  }

  /**
   * The ways of twins from the old side.
   *
   * @param routes where they are
   * @param view how soon every instance knows of a change
   * @param readings which namespaces the old side answers for
   */
  record Ways(Routes routes, RouteView view, Readings readings) {}

  @Produces
  @Singleton
  Ways ways(MongoDatabase database, Debts debts, Home home, Moves moves, RouteNews news) {
    Routes routes =
        new Routes(
            database.getCollection("legacy_routes"),
            debts,
            Switching.LEGACY,
            Set.of(Switching.LEGACY, home.target()),
            Clock.systemUTC(),
            news);
    return new Ways(
        routes,
        new RouteView(routes, Ticker.system(), AGE),
        new Readings(moves, routes, Ticker.system(), AGE));
  }

  @Produces
  @Singleton
  ActDisclosure.Keys wayKeys(Ways ways) {
    return ways.routes()::toldKey;
  }

  @Produces
  @Singleton
  ReadSide readSide(Ways ways, LegacyIndex legacy, Home home) {
    return new OldSide(ways.readings(), legacy, home);
  }

  @Produces
  @Singleton
  Kept remains(Moves moves, LegacyIndex legacy, MongoLedger ledger) {
    LegacyRemains remains = new LegacyRemains(moves, legacy, ledger.scopes());
    return new Kept(LegacyRemains.NAME, remains::count, remains::delete);
  }

  @Produces
  @Singleton
  CopyJob copying(
      Plans plans,
      Moves moves,
      LegacyIndex legacy,
      Home home,
      Findings findings,
      Admissions admissions,
      MoveNews news) {
    return new CopyJob(
        plans,
        moves,
        new CopyPage(legacy, home, moves, admissions, new IntoHome(home)),
        home,
        findings,
        admissions,
        news);
  }

  @Produces
  @Singleton
  Verifying comparing(
      Moves moves, LegacyIndex legacy, Home home, Findings findings, Admissions admissions) {
    return new Verifying(
        new Comparison(legacy, home, Clock.systemUTC()), findings, moves, admissions);
  }

  @Produces
  @Singleton
  VerifyJob verifying(Plans plans, Moves moves, Verifying verifying, MoveNews news) {
    return new VerifyJob(plans, moves, verifying, news);
  }

  @Produces
  @Singleton
  Switching switching(
      Ways ways, Moves moves, Home home, LegacyIndex legacy, Admissions admissions, MoveNews news) {
    return new Switching(ways.routes(), moves, home, legacy, admissions, news);
  }

  @Produces
  @Singleton
  Touched touched(Plans plans, Moves moves, Home home, Switching switching, Admissions admissions) {
    return new Touched(plans, moves, home, switching, admissions);
  }

  @Produces
  @Singleton
  TouchJob touching(
      Plans plans,
      Moves moves,
      MoveNews news,
      Touched touched,
      LegacyIndex legacy,
      Verifying verifying,
      Switching switching,
      Home home,
      Admissions admissions) {
    return new TouchJob(
        plans,
        moves,
        news,
        touched,
        new CopyPage(legacy, home, moves, admissions, new IntoHome(home)),
        verifying,
        switching,
        home,
        admissions);
  }

  /**
   * What is rehearsed.
   *
   * @param moves how far it is
   * @param scratch where it goes
   */
  record Rehearsed(Moves moves, Scratch scratch) {}

  @Produces
  @Singleton
  Rehearsed rehearsed(MongoDatabase database, Home home, Admissions admissions) {
    Moves rehearsals = Moves.rehearsals(database);
    return new Rehearsed(rehearsals, new Scratch(rehearsals, home, admissions));
  }

  @Produces
  @Singleton
  Kept scratch(Rehearsed rehearsed) {
    Scratch scratch = rehearsed.scratch();
    return new Kept(Scratch.NAME, scratch::count, scratch::delete);
  }

  @Produces
  @Singleton
  RehearseJob rehearsing(
      Rehearsed rehearsed, LegacyIndex legacy, Home home, Admissions admissions, MoveNews news) {
    return new RehearseJob(
        rehearsed.moves(),
        rehearsed.scratch(),
        new CopyPage(legacy, home, rehearsed.moves(), admissions, rehearsed.scratch()),
        admissions,
        news);
  }

  @Produces
  @Singleton
  RemoveJob removing(
      Plans plans, Moves moves, Home home, Ways ways, Admissions admissions, MoveNews news) {
    return new RemoveJob(plans, moves, home, ways.routes(), ways.view(), admissions, news);
  }

  @Produces
  @Singleton
  Samples samples(LegacyIndex legacy, Home home, QueryEmbedder embedder) {
    return new Samples(legacy, home.metric(), embedder);
  }

  @Produces
  @Singleton
  Migration migration(
      LegacyIndex legacy,
      Home home,
      Plans plans,
      Moves moves,
      Switching switching,
      Jobs jobs,
      Admissions admissions,
      MoveNews news) {
    return new Migration(
        legacy, home, plans, moves, switching, jobs, admissions, Clock.systemUTC(), news);
  }
}
