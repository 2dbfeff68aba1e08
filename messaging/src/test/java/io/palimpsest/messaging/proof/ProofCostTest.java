package io.palimpsest.messaging.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Counts CPU time and compares within one run. What the figures mean for an item is said in
 * docs/benchmarks.md.
 */
class ProofCostTest {
  private static final int ROUNDS = 15;
  private static final int RECORDS = 256;
  private static final byte[] VALUE = new byte[300];

  /**
   * How much cheaper a record is that is signed with others; what it costs depends on the machine.
   * One alone takes 650 microseconds where an item of Q5 takes 1,380: a tenth of it is below 5%.
   */
  private static final double CHEAPER = 10;

  private final SigningKey key = SigningKey.generate(Authorship.REEMBED);
  private final RecordSigner signer = RecordSigner.of(key);

  @Test
  void recordsThatAreSignedTogetherCostAFractionOfOneAlone() {
    double alone = cost(1);
    double together = cost(RecordSigner.TOGETHER);

    assertThat(together).isPositive();
    assertThat(alone).isGreaterThan(CHEAPER * together);
  }

  private double cost(int batch) {
    double[] signing = new double[ROUNDS];
    double[] verifying = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      RecordVerifier verifier =
          new RecordVerifier(TrustedKeys.of(List.of(key)), (topic, reason) -> {});
      List<Claim> claims = new ArrayList<>();
      List<List<Signable>> batches = batches(round, batch);
      double start = micros();
      for (List<Signable> one : batches) {
        List<Optional<byte[]>> proofs = signer.sign(one);
        for (int at = 0; at < one.size(); at++) {
          claims.add(claim(one.get(at), proofs.get(at).orElseThrow()));
        }
      }
      double signed = micros();
      for (Claim claim : claims) {
        assertThat(verifier.verify(claim)).isInstanceOf(Proof.Proven.class);
      }
      signing[round] = (signed - start) / RECORDS;
      verifying[round] = (micros() - signed) / RECORDS;
    }
    System.out.printf(
        "proof: %.1f us of CPU to sign a record, %.1f us to verify it, %d together; median of %d"
            + " rounds of %d%n",
        median(signing), median(verifying), batch, ROUNDS, RECORDS);
    return median(signing) + median(verifying);
  }

  private static List<List<Signable>> batches(int round, int size) {
    List<List<Signable>> batches = new ArrayList<>();
    for (int from = 0; from < RECORDS; from += size) {
      List<Signable> batch = new ArrayList<>();
      for (int n = from; n < from + size; n++) {
        batch.add(Signable.of(Topic.VECTORS, round + "/" + n, VALUE));
      }
      batches.add(batch);
    }
    return batches;
  }

  private static Claim claim(Signable one, byte[] proof) {
    return new Claim(one.topic(), one.authorship(), one.key(), one.value(), proof, 0);
  }

  private static double micros() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e3;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
