package io.palimpsest.audit.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSignature;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.note.VerifierKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Examples that others published of the formats, with keys that are not ours. The example of
 * tlog-cosignature is in {@code NoteTest}, a whole log in {@link TesseraLogTest}.
 */
class PublishedExamplesTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String DASH = "\u2014 ";

  /** Keys, text and signatures of the documentation of golang.org/x/mod/sumdb/note. */
  private static final String SKEY =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String VKEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String SECOND_VKEY =
      "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String LINE =
      DASH
          + "PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo"
          + "tpRZb6KE6RyyBwJnAM=\n";
  private static final String SECOND_LINE =
      DASH
          + "EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWL"
          + "ox33WWd1RvMc+QQ=\n";

  private static final String CHECKPOINT =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

  @Test
  void theExampleOfSignedNoteIsVerified() throws Exception {
    String vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    String note =
        "This is an example message.\n\n"
            + DASH
            + "example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    Note read = Note.parse(note.getBytes(UTF_8));
    assertThat(read.verifiedBy(List.of(VerifierKey.parse(vkey))))
        .containsExactly(VerifierKey.parse(vkey));
    assertThat(read.bytes()).isEqualTo(note.getBytes(UTF_8));
  }

  @Test
  void thePublishedPrivateKeySignsWhatIsPublishedByteForByte() throws Exception {
    NoteSigner signer = NoteSigner.parse(SKEY, CLOCK);
    assertThat(signer.verifier().vkey()).isEqualTo(VKEY);
    Note note = new Note(TEXT, List.of(signer.sign(TEXT)));
    assertThat(new String(note.bytes(), UTF_8)).isEqualTo(TEXT + "\n" + LINE);

    Note both = Note.parse((TEXT + "\n" + LINE + SECOND_LINE).getBytes(UTF_8));
    List<VerifierKey> keys = List.of(VerifierKey.parse(VKEY), VerifierKey.parse(SECOND_VKEY));
    assertThat(both.verifiedBy(keys)).containsExactlyElementsOf(keys);
  }

  @Test
  void theRequestOfTlogWitnessIsReadAndWrittenByteForByte() throws Exception {
    String body =
        """
        old 20852014
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

        """
            + CHECKPOINT
            + "\n"
            + DASH
            + "example.com/behind-the-sofa"
            + " Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            + DASH
            + "example.com/behind-the-sofa"
            + " opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";
    AddCheckpoint asked = AddCheckpoint.parse(body.getBytes(UTF_8));
    assertThat(asked.old()).isEqualTo(20_852_014);
    assertThat(asked.path()).hasSize(4);
    assertThat(Checkpoint.parse(asked.checkpoint().text()).size()).isEqualTo(20_852_163);
    assertThat(asked.checkpoint().signatures()).hasSize(2);
    assertThat(new String(asked.bytes(), UTF_8)).isEqualTo(body);
  }

  /** The page leaves the middle of the signatures out, so these are made here. */
  @Test
  void theExampleOfTlogProofIsReadAndWrittenByteForByte() throws Exception {
    String text = "example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n";
    String extra = "YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ";
    List<NoteSignature> signatures = new ArrayList<>();
    signatures.add(made("example.com/fancylog", SignatureType.ED25519).sign(text));
    for (int witness = 1; witness <= 3; witness++) {
      String name = "witness%d.example".formatted(witness);
      signatures.add(made(name, SignatureType.COSIGNATURE).sign(text));
    }
    String file =
        """
        c2sp.org/tlog-proof@v1
        extra %s
        index 73894
        gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
        B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
        EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
        RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
        AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

        """
                .formatted(extra)
            + new String(new Note(text, signatures).bytes(), UTF_8);
    LogProof proof = LogProof.parse(file.getBytes(UTF_8));
    assertThat(proof.index()).isEqualTo(73_894);
    assertThat(proof.path()).hasSize(5);
    assertThat(proof.extraBytes().orElseThrow()).isEqualTo(Base64.getDecoder().decode(extra));
    assertThat(Checkpoint.parse(proof.checkpoint().text()).size()).isEqualTo(109_482);
    assertThat(proof.checkpoint().signatures()).hasSize(4);
    assertThat(new String(proof.bytes(), UTF_8)).isEqualTo(file);
  }

  private static NoteSigner made(String name, SignatureType type) throws Exception {
    return NoteSigner.parse(NoteSigner.generate(name, type, new SecureRandom()).skey(), CLOCK);
  }
}
