package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.palimpsest.audit.log.AddCheckpoint;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.audit.tree.Subtrees;
import io.palimpsest.audit.tree.Verification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What witnesses are asked, and which of their answers count. */
class WitnessesTest {
  private static final String ORIGIN = "log.example/a";

  private final LogKeys keys = new LogKeys(List.of(signer(ORIGIN, SignatureType.ED25519)));
  private Served one;
  private Served other;

  @BeforeEach
  void start() throws IOException {
    one = new Served("one.example/w");
    other = new Served("other.example/w");
  }

  @AfterEach
  void stop() {
    one.server.stop(0);
    other.server.stop(0);
  }

  @Test
  void eachIsAskedAndTheQuorumIsMet() {
    LogPolicy policy = policy();
    Witnesses witnesses = witnesses(policy);
    Note note = cosigned(witnesses, 5);
    assertThat(note.signatures()).hasSize(3);
    assertThat(policy.believes(note)).isTrue();
    assertThat(policy.cosigners(note)).containsExactlyInAnyOrder("one", "other");
    assertThat(witnesses.isComplete(note)).isTrue();

    assertThat(cosigned(witnesses, 9).signatures()).hasSize(3);
    assertThat(one.olds).containsExactly(0L, 5L);
  }

  @Test
  void aWitnessThatSawAnotherSizeIsAskedAgainFromThere() {
    one.seen = 4;
    Note note = cosigned(witnesses(policy()), 7);
    assertThat(note.signatures()).hasSize(3);
    assertThat(one.olds).containsExactly(0L, 4L);
  }

  @Test
  void aWitnessThatSawMoreIsLeftOut() {
    one.seen = 100;
    LogPolicy policy = policy();
    Note note = cosigned(witnesses(policy), 7);
    assertThat(policy.cosigners(note)).containsExactly("other");
    assertThat(policy.believes(note)).isFalse();
    assertThat(one.olds).containsExactly(0L);
  }

  @Test
  void oneThatIsDownHoldsUpNobodyAndIsMissing() {
    one.server.stop(0);
    LogPolicy policy = policy();
    Witnesses witnesses = witnesses(policy);
    Note note = cosigned(witnesses, 5);
    assertThat(policy.cosigners(note)).containsExactly("other");
    assertThat(witnesses.isComplete(note)).isFalse();
    assertThat(other.olds).hasSize(1);
  }

  @Test
  void aSignatureOfAnotherKeyOrOverAnotherTextDoesNotCount() {
    one.signs = signer("one.example/w", SignatureType.COSIGNATURE);
    other.instead = Checkpoint.of(ORIGIN, 5, Hash.leaf(new byte[] {7})).text();
    LogPolicy policy = policy();
    Note note = cosigned(witnesses(policy), 5);
    assertThat(policy.cosigners(note)).isEmpty();
    assertThat(note.signatures()).hasSize(1);
    assertThat(one.olds).hasSize(1);
    assertThat(other.olds).hasSize(1);
  }

  @Test
  void cosignaturesThatAreThereAreNotAskedForAgain() {
    Witnesses witnesses = witnesses(policy());
    Note note = cosigned(witnesses, 5);
    assertThat(witnesses.cosign(note, checkpoint(5), new Tree(5))).isEqualTo(note);
    assertThat(one.olds).hasSize(1);
  }

  @Test
  void thePolicySaysItsQuorumAndWithoutWitnessesThatThereIsNone() {
    assertThat(policy().text())
        .contains("witness one ", "witness other ", "group witnesses 2 ", "quorum witnesses\n");
    assertThat(new LogPolicy(keys, new SignerSettings(Map.of())).text()).endsWith("quorum none\n");
  }

  private Note cosigned(Witnesses witnesses, int size) {
    return witnesses.cosign(keys.sign(checkpoint(size)), checkpoint(size), new Tree(size));
  }

  private static Checkpoint checkpoint(int size) {
    return Checkpoint.of(ORIGIN, size, new Tree(size).top());
  }

  private LogPolicy policy() {
    return new LogPolicy(
        keys, new SignerSettings(Map.of("one", one.settings(), "other", other.settings())));
  }

  private Witnesses witnesses(LogPolicy policy) {
    SignerSettings settings = new SignerSettings(Map.of());
    return new Witnesses(policy.policy(), keys, settings.witnessTimeout(), settings.witnessPause());
  }

  private static NoteSigner signer(String name, SignatureType type) {
    try {
      return NoteSigner.parse(
          NoteSigner.generate(name, type, new SecureRandom()).skey(), () -> Instant.EPOCH);
    } catch (MalformedNoteException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A tree of numbered leaves. */
  private record Tree(int size) implements Subtrees {
    @Override
    public Hash root(int level, long index) {
      Frontier frontier = new Frontier();
      for (long leaf = index << level; leaf < (index + 1) << level; leaf++) {
        frontier.append(Hash.leaf(Long.toString(leaf).getBytes(StandardCharsets.UTF_8)));
      }
      return frontier.root();
    }

    Hash top() {
      Frontier frontier = new Frontier();
      for (long leaf = 0; leaf < size; leaf++) {
        frontier.append(root(0, leaf));
      }
      return frontier.root();
    }
  }

  /** A witness that checks what it has to, and keeps what it was asked. */
  private final class Served {
    private final HttpServer server;
    private final String vkey;
    private final List<Long> olds = new CopyOnWriteArrayList<>();
    private NoteSigner signs;
    private String instead;
    private long seen;

    Served(String name) throws IOException {
      signs = signer(name, SignatureType.COSIGNATURE);
      vkey = signs.verifier().vkey();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/w/add-checkpoint", this::handle);
      server.start();
    }

    LogSettings.WitnessSettings settings() {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/w";
      return new LogSettings.WitnessSettings() {
        @Override
        public String url() {
          return url;
        }

        @Override
        public String key() {
          return vkey;
        }
      };
    }

    private void handle(HttpExchange exchange) throws IOException {
      try (exchange) {
        AddCheckpoint asked = AddCheckpoint.parse(exchange.getRequestBody().readAllBytes());
        Checkpoint checkpoint = keys.signed(asked.checkpoint());
        olds.add(asked.old());
        if (asked.old() != seen) {
          answer(exchange, 409, seen + "\n");
        } else if (seen > 0
            && !Verification.isConsistent(
                seen,
                new Tree((int) seen).top(),
                checkpoint.size(),
                checkpoint.root(),
                asked.path())) {
          answer(exchange, 422, "");
        } else {
          seen = checkpoint.size();
          String text = instead == null ? checkpoint.text() : instead;
          answer(exchange, 200, signs.sign(text).line() + "\n");
        }
      } catch (MalformedNoteException malformed) {
        answer(exchange, 400, malformed.getMessage());
      }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
