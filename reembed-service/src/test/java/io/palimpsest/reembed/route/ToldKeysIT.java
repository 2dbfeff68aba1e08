package io.palimpsest.reembed.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The keys of what the log was told of routes. */
class ToldKeysIT {
  private static final UUID TENANT = UUID.randomUUID();

  private MongoClient client;
  private Routes routes;

  @BeforeEach
  void open() throws InterruptedException {
    client = MongoClients.create(SharedStack.with(Part.DOCUMENTS).mongoUri("reembed"));
    MongoDatabase database = client.getDatabase("k" + UUID.randomUUID().toString().substring(9));
    routes =
        new Routes(
            database,
            new Debts(database),
            "old",
            Set.of("old", "next"),
            Clock.systemUTC(),
            new RouteNews(
                RecordSigner.of(SigningKey.generate(Authorship.REEMBED)), new SecureRandom()));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void eachChangeKeepsItsKeyWhenItIsToldAndWhenAnotherWayHasBegun() {
    routes.begin(TENANT, "next", "grace");
    routes.move(TENANT, Stage.OFF, "linus");
    List<Routes.Unsaid> told = routes.unsaid();
    told.forEach(routes::said);
    routes.begin(TENANT, "next", "grace");
    routes.move(TENANT, Stage.OFF, "grace");
    routes.begin(TENANT, "next", "grace");

    assertThat(told).hasSize(2);
    assertThat(told).allSatisfy(one -> assertThat(scope(one)).isEqualTo(key(one).uid(TENANT)));
    assertThat(data(told.getLast(), AuditField.ACTOR))
        .isEqualTo(key(told.getLast()).actor("linus"));
    assertThat(routes.unsaid()).hasSize(3).allSatisfy(one -> key(one));
    assertThat(routes.find(TENANT).orElseThrow().history()).as("of this way alone").hasSize(1);
    assertThat(routes.toldKey("/reembed/rt_none")).isEmpty();
  }

  @Test
  void aKeyThatWasDestroyedIsGoneAlsoWhenAnotherWayBeginsAndTheOthersStay() {
    routes.begin(TENANT, "next", "grace");
    routes.move(TENANT, Stage.OFF, "linus");
    List<Routes.Unsaid> told = routes.unsaid();
    destroy(told.getFirst());
    destroy(told.getFirst());
    routes.begin(TENANT, "next", "grace");

    assertThat(told).hasSize(2);
    assertThat(routes.toldKey(told.getFirst().source()).orElseThrow().key()).isEmpty();
    assertThat(scope(told.getLast())).isEqualTo(key(told.getLast()).uid(TENANT));
    destroy(told.getLast());
    assertThat(routes.toldKey(told.getLast().source()).orElseThrow().key())
        .as("of a way of before")
        .isEmpty();
    assertThat(routes.unsaid()).as("they are said all the same").hasSize(3);
    assertThat(routes.find(TENANT).orElseThrow().stage()).isEqualTo(Stage.DUALWRITE);
  }

  private void destroy(Routes.Unsaid told) {
    routes.toldKey(told.source()).orElseThrow().destruction().run();
  }

  private RequestKey key(Routes.Unsaid told) {
    return routes.toldKey(told.source()).orElseThrow().key().orElseThrow();
  }

  private static Object scope(Routes.Unsaid told) {
    return data(told, AuditField.SCOPE);
  }

  private static Object data(Routes.Unsaid told, AuditField field) {
    return Statement.parse(told.value()).data().get(field);
  }
}
