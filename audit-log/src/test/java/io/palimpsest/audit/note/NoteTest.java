package io.palimpsest.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
  private static final String TEXT =
      "example.com/behind-the-sofa\n20852163\n" + "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

  /** The example of c2sp.org/tlog-cosignature. */
  private static final String EXAMPLE =
      TEXT
          + "\n\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4"
          + "URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
          + "\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZC"
          + "B9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_679_315_147));

  private final NoteSigner.Generated log = key("log.example", SignatureType.ED25519);
  private final NoteSigner.Generated witness = key("witness.example", SignatureType.COSIGNATURE);

  @Test
  void thePublishedExampleIsReadAndWrittenByteForByte() throws Exception {
    byte[] bytes = EXAMPLE.getBytes(StandardCharsets.UTF_8);
    Note note = Note.parse(bytes);
    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(note.signatures())
        .extracting(NoteSignature::name)
        .containsExactly("example.com/behind-the-sofa", "witness.example.com/w1");
    assertThat(note.signatures().getLast().bytes()).hasSize(8 + 64).startsWith(0, 0, 0, 0, 0x64);
    assertThat(note.bytes()).isEqualTo(bytes);
  }

  @Test
  void whoKnowsTheKeysVerifiesBothSignaturesAndPassesOthersOver() throws Exception {
    Note note = signed().with(signer(key("log.example", SignatureType.ED25519)).sign(TEXT));
    assertThat(Note.parse(note.bytes()).verifiedBy(List.of(log.vkey(), witness.vkey())))
        .containsExactly(log.vkey(), witness.vkey());
    assertThat(note.verifiedBy(List.of())).isEmpty();
    assertThat(note.verifiedBy(List.of(key("log.example", SignatureType.ED25519).vkey())))
        .isEmpty();
  }

  @Test
  void signingAgainGivesTheSameBytes() throws Exception {
    assertThat(signed().bytes()).isEqualTo(signed().bytes());
  }

  @Test
  void aBadSignatureOfAKnownKeyRefusesTheNoteWhoeverElseSignedIt() throws Exception {
    Note note = new Note(TEXT, List.of(signer(log).sign("another\n"), signer(witness).sign(TEXT)));
    assertThatThrownBy(() -> note.verifiedBy(List.of(log.vkey(), witness.vkey())))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageContaining("log.example");
  }

  @Test
  void aCosignatureWhoseTimeWasMovedIsRefused() throws Exception {
    NoteSignature cosigned = signer(witness).sign(TEXT);
    byte[] later = cosigned.bytes();
    later[7]++;
    Note moved =
        new Note(TEXT, List.of(new NoteSignature(cosigned.name(), cosigned.keyId(), later)));
    assertThatThrownBy(() -> moved.verifiedBy(List.of(witness.vkey())))
        .isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void eachFlippedBitOfASignedNoteIsRefusedOrNamesNoTrustedKeys() throws Exception {
    byte[] bytes = signed().bytes();
    List<VerifierKey> known = List.of(log.vkey(), witness.vkey());
    int accepted = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      accepted += isVerifiedByAll(flipped, known) ? 1 : 0;
    }
    assertThat(isVerifiedByAll(bytes, known)).isTrue();
    assertThat(accepted).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 name\n",
        "text\n\n\u2014 name AAAA\n",
        "text\n\n\u2014 name AAAAAAAA",
        "text\n\n- name AAAAAAAAAAA=\n",
        "text\n\n\u2014 na+me AAAAAAAAAAA=\n",
        "text\n\n\u2014 na\u00a0me AAAAAAAAAAA=\n",
        "text\n\n\u2014  AAAAAAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAAAAAB=\n",
        "te\rxt\n\n\u2014 name AAAAAAAAAAA=\n",
        "te\txt\n\n\u2014 name AAAAAAAAAAA=\n",
      })
  void whatIsNoNoteIsRefused(String text) {
    assertThatThrownBy(() -> Note.parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void bytesThatAreNotUtf8AndTooManySignaturesAreRefused() throws Exception {
    byte[] bytes = signed().bytes();
    bytes[0] = (byte) 0xC0;
    assertThatThrownBy(() -> Note.parse(bytes)).isInstanceOf(MalformedNoteException.class);
    NoteSignature signature = signer(log).sign(TEXT);
    List<NoteSignature> many = new ArrayList<>();
    for (int at = 0; at <= Note.MOST_SIGNATURES; at++) {
      many.add(signature);
    }
    assertThatThrownBy(() -> Note.parse(new Note(TEXT, many).bytes()))
        .isInstanceOf(MalformedNoteException.class);
  }

  @Test
  void aKeyIsReadBackFromItsTextAndAWrongIdIsRefused() throws Exception {
    String vkey = log.vkey().vkey();
    assertThat(VerifierKey.parse(vkey)).isEqualTo(log.vkey());
    assertThat(log.toString()).isEqualTo(vkey);
    assertThatThrownBy(() -> VerifierKey.parse(vkey.replace("log.example", "other.example")))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(() -> VerifierKey.parse("log.example"))
        .isInstanceOf(MalformedNoteException.class);
    assertThatThrownBy(() -> NoteSigner.parse("PRIVATE+KEY+a+0+AA==", CLOCK))
        .isInstanceOf(MalformedNoteException.class)
        .hasMessageNotContaining("AA==");
  }

  private Note signed() throws MalformedNoteException {
    return new Note(TEXT, List.of(signer(log).sign(TEXT), signer(witness).sign(TEXT)));
  }

  private static boolean isVerifiedByAll(byte[] bytes, List<VerifierKey> keys) {
    try {
      return Note.parse(bytes).verifiedBy(keys).containsAll(keys);
    } catch (MalformedNoteException refused) {
      return false;
    }
  }

  private static NoteSigner signer(NoteSigner.Generated key) throws MalformedNoteException {
    return NoteSigner.parse(key.skey(), CLOCK);
  }

  private static NoteSigner.Generated key(String name, SignatureType type) {
    return NoteSigner.generate(name, type, new SecureRandom());
  }
}
