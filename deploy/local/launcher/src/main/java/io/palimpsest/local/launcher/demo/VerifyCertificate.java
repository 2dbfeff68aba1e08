package io.palimpsest.local.launcher.demo;

import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.verify.Certificate;
import io.palimpsest.audit.verify.LogVerifier;
import io.palimpsest.audit.verify.Report;
import io.palimpsest.audit.verify.ServedLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** With everything stopped, files are left: they show that the erasure is in the log. */
final class VerifyCertificate implements DemoStep {
  private final Path state;

  VerifyCertificate(Path state) {
    this.state = state;
  }

  @Override
  public String title() {
    return "Verify its certificate and the whole log, offline";
  }

  @Override
  public String run(Demo demo) throws Exception {
    Path file = state.resolve(KeepCertificate.CERTIFICATE);
    Policy policy = Policy.parse(Files.readAllBytes(state.resolve(KeepCertificate.POLICY)));
    Certificate shown = Certificate.verified(Files.readAllBytes(file), policy);
    if (!shown.confirmsErasure()) {
      throw new IllegalStateException("the certificate confirms no erasure");
    }
    demo.say(
        "%s of %s is entry %d of %d",
        shown.entry().type().wireName(),
        shown.entry().source().path(),
        shown.index(),
        shown.checkpoint().size());
    Report report = log(policy);
    report.findings().forEach(finding -> demo.say("%s", finding));
    demo.say(
        "again: ./palimpsest audit verify %s --policy %s",
        file, state.resolve(KeepCertificate.POLICY));
    if (report.verdict() != Report.Verdict.VERIFIED) {
      throw new IllegalStateException("the log is " + report.verdict());
    }
    return "verified: %d bytes of certificate, %d entries of the log"
        .formatted(Files.size(file), report.entries());
  }

  private Report log(Policy policy) throws Exception {
    Directory log = new Directory(state.resolve("data").resolve("audit-log"));
    try (ExecutorService readers = Executors.newSingleThreadExecutor()) {
      return new LogVerifier(policy, Instant.now(), readers).verify(new ServedLog(log), List.of());
    }
  }
}
