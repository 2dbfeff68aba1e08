package io.palimpsest.cli;

import io.palimpsest.messaging.BrokerRights;
import java.util.List;
import org.apache.kafka.common.errors.SecurityDisabledException;
import picocli.CommandLine.Option;

/** Whether the rights of the product's principals on the brokers are looked at, too. */
final class RightsToo {
  @Option(
      names = "--rights",
      description =
          "The rights of the product's principals, too: grants what the catalogue says and takes"
              + " away what is beyond it. Needs an administrator of the brokers.")
  private boolean wanted;

  List<BrokerRights.Difference> diff(KafkaConnection kafka) {
    return asked(kafka, BrokerRights::diff);
  }

  List<BrokerRights.Difference> apply(KafkaConnection kafka) {
    return asked(kafka, BrokerRights::apply);
  }

  private List<BrokerRights.Difference> asked(KafkaConnection kafka, Question question) {
    if (!wanted) {
      return List.of();
    }
    try (BrokerRights rights = kafka.rights()) {
      return question.ask(rights);
    } catch (SecurityDisabledException everybodyMay) {
      throw new RefusedException("the brokers ask nobody for rights: they have no authorizer");
    }
  }

  private interface Question {
    List<BrokerRights.Difference> ask(BrokerRights rights);
  }
}
