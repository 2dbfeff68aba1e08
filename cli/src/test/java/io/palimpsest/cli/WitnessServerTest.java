package io.palimpsest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.log.AddCheckpoint;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.Tiles;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.NoteSigner;
import io.palimpsest.audit.note.SignatureType;
import io.palimpsest.audit.tree.Proofs;
import io.palimpsest.audit.verify.SampleLog;
import io.palimpsest.audit.witness.Witness;
import io.palimpsest.audit.witness.WitnessState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as a log and a monitor see it. */
class WitnessServerTest {
  private final SampleLog log = new SampleLog();
  private final List<byte[]> entries = SampleLog.entries(40);
  private final NoteSigner.Generated key =
      NoteSigner.generate("w2.example", SignatureType.COSIGNATURE, new SecureRandom());
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path folder;
  private WitnessState state;
  private WitnessServer server;

  @BeforeEach
  void start() throws Exception {
    log.write(folder.resolve("log"), entries, 100);
    state = WitnessState.open(folder.resolve("state.json"));
    NoteSigner signer = NoteSigner.parse(key.skey(), InstantSource.fixed(SampleLog.START));
    server =
        WitnessServer.start(new Witness(signer, log.policy(), state, alarm -> {}), "127.0.0.1", 0);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    state.close();
  }

  @Test
  void aLogIsCosignedAndAMonitorReadsIt() throws Exception {
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(SampleLog.ORIGIN.getBytes(StandardCharsets.UTF_8)));
    assertThat(get(hash + "/checkpoint").statusCode()).isEqualTo(404);

    HttpResponse<String> first = add("log", "checkpoint.100", 0, 100);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).startsWith("\u2014 w2.example ").endsWith("\n");
    assertThat(add("log", "checkpoint", 100, 360).statusCode()).isEqualTo(200);

    Note read = Note.parse(get(hash + "/checkpoint").body().getBytes(StandardCharsets.UTF_8));
    assertThat(read.text()).startsWith(SampleLog.ORIGIN + "\n360\n");
    assertThat(read.verifiedBy(List.of(key.vkey()))).hasSize(1);
    assertThat(get("elsewhere").statusCode()).isEqualTo(404);
  }

  @Test
  void aForkIsRefusedAndAConflictNamesTheSize() throws Exception {
    add("log", "checkpoint.100", 0, 100);
    List<byte[]> forked = new ArrayList<>(entries);
    forked.set(50, entries.get(51));
    log.write(folder.resolve("fork"), forked, 100);

    HttpResponse<String> conflict = add("fork", "checkpoint", 0, 360);
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(conflict.body()).isEqualTo("100\n");
    assertThat(conflict.headers().firstValue("Content-Type")).hasValue("text/x.tlog.size");
    assertThat(add("fork", "checkpoint", 100, 360).statusCode()).isEqualTo(422);
    assertThat(add("fork", "checkpoint.100", 100, 100).statusCode()).isEqualTo(422);
  }

  @Test
  void whatIsMalformedOrEndlessIsRefused() throws Exception {
    assertThat(post("nonsense".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(400);
    assertThat(post(new byte[200_000]).statusCode()).isEqualTo(413);
  }

  @Test
  void withoutAKeyOrWithAStateInUseTheCommandSaysWhatIsMissing() throws Exception {
    Files.write(folder.resolve("log.policy"), log.policyFile());
    assertThat(run("other.json"))
        .isEqualTo(
            "1 palimpsest: there is no %s; --name makes a new key\n"
                .formatted(folder.resolve("witness.key")));
    assertThat(run("state.json")).startsWith("4 ").contains("is the state of a witness that runs");
  }

  private String run(String stateFile) {
    StringWriter err = new StringWriter();
    int code =
        Palimpsest.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(
                "witness",
                "--policy=" + folder.resolve("log.policy"),
                "--key=" + folder.resolve("witness.key"),
                "--state=" + folder.resolve(stateFile));
    return code + " " + err;
  }

  private HttpResponse<String> add(String history, String checkpoint, long old, long size)
      throws Exception {
    Directory place = new Directory(folder.resolve(history));
    Note note = Note.parse(place.read(checkpoint).orElseThrow());
    return post(
        new AddCheckpoint(old, Proofs.consistency(old, size, new Tiles(place, size)), note)
            .bytes());
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.address() + "/add-checkpoint"))
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.address() + "/" + path)).build(),
        BodyHandlers.ofString());
  }
}
