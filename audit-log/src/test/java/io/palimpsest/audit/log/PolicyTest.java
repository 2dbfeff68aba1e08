package io.palimpsest.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies as in the example of c2sp.org/tlog-policy. */
class PolicyTest {
  private final NoteSigner.Generated log = key("log.example/one", SignatureType.ED25519);
  private final List<NoteSigner.Generated> witnesses =
      Stream.of("X1", "X2", "X3", "Y1", "Y2", "Y3")
          .map(name -> key(name.toLowerCase(Locale.ROOT) + ".example", SignatureType.COSIGNATURE))
          .toList();

  private String example() {
    return """
        # two organizations
        log %s https://log.example/one

          witness X1 %s
        witness X2\t%s https://x2.example/
        witness X3 %s
        group X-witnesses 2 X1 X2 X3
        witness Y1 %s
        witness Y2 %s
        witness Y3 %s
        group Y-witnesses any Y1 Y2 Y3
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y
        """
        .formatted(
            Stream.concat(Stream.of(log), witnesses.stream())
                .map(NoteSigner.Generated::toString)
                .toArray());
  }

  @Test
  void aCheckpointIsBelievedWithAQuorumAndNotWithout() throws Exception {
    Policy policy = policy(example());
    assertThat(policy.witnesses().get(1).url()).contains("https://x2.example/");
    for (int set = 0; set < 1 << witnesses.size(); set++) {
      boolean met = Integer.bitCount(set & 0b111) >= 2 && Integer.bitCount(set & 0b111000) >= 1;
      assertThat(isBelieved(policy, checkpoint("log.example/one", set))).isEqualTo(met);
    }
  }

  @Test
  void aCheckpointOfAnotherOriginOrUnsignedIsNot() throws Exception {
    Policy policy = policy("log " + log + "\nquorum none\n");
    assertThat(isBelieved(policy, checkpoint("log.example/one", 0))).isTrue();
    assertThatThrownBy(() -> policy.verified(checkpoint("log.example/two", 0)))
        .hasMessageContaining("origin");
    String text = text("log.example/one");
    NoteSigner stranger = signer(key("log.example/one", SignatureType.ED25519));
    assertThatThrownBy(() -> policy.verified(new Note(text, List.of(stranger.sign(text)))))
        .hasMessageContaining("not signed by its log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "quorum none",
        "quorum none\nquorum none\n",
        "quorum X1\n",
        "log\nquorum none\n",
        "log nokey\nquorum none\n",
        "log KEY\nlog KEY\nquorum none\n",
        "log WITNESS\nquorum none\n",
        "witness X KEY\nquorum none\n",
        "witness none WITNESS\nquorum none\n",
        "witness X WITNESS\nwitness Y WITNESS\nquorum none\n",
        "witness X WITNESS\ngroup X any X\nquorum X\n",
        "witness X WITNESS\ngroup G 0 X\nquorum G\n",
        "witness X WITNESS\ngroup G 2 X\nquorum G\n",
        "witness X WITNESS\ngroup G any X X\nquorum G\n",
        "witness X WITNESS\ngroup G any none\nquorum G\n",
        "group G any X\nwitness X WITNESS\nquorum G\n",
        "witness X WITNESS\ngroup G any X\ngroup H any X\nquorum H\n",
        "group G any\nquorum none\n",
        "policy none\n",
        "quorum none\r\n",
      })
  void whatIsNoPolicyIsRefused(String file) {
    String filled =
        file.replace("KEY", log.toString()).replace("WITNESS", witnesses.getFirst().toString());
    assertThatThrownBy(() -> policy(filled)).isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aRefusalNamesItsLine() {
    assertThatThrownBy(() -> policy("\n# none\nquorum nobody\n")).hasMessageContaining("line 3");
  }

  private Note checkpoint(String origin, int cosigners) throws MalformedNoteException {
    String text = text(origin);
    List<NoteSignature> signatures = new ArrayList<>();
    signatures.add(signer(log).sign(text));
    for (int at = 0; at < witnesses.size(); at++) {
      if ((cosigners & 1 << at) != 0) {
        signatures.add(signer(witnesses.get(at)).sign(text));
      }
    }
    return new Note(text, signatures);
  }

  private static String text(String origin) {
    return Checkpoint.of(origin, 0, Hash.OF_EMPTY_TREE).text();
  }

  private static boolean isBelieved(Policy policy, Note note) {
    try {
      policy.verified(note);
      return true;
    } catch (MalformedNoteException refused) {
      return false;
    }
  }

  private static Policy policy(String text) throws MalformedNoteException {
    return Policy.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static NoteSigner signer(NoteSigner.Generated key) throws MalformedNoteException {
    return NoteSigner.parse(key.skey(), InstantSource.system());
  }

  private static NoteSigner.Generated key(String name, SignatureType type) {
    return NoteSigner.generate(name, type, new SecureRandom());
  }
}
