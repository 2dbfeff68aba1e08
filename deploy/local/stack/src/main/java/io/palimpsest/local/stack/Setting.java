package io.palimpsest.local.stack;

import java.nio.file.Path;

/**
 * What a part is launched with.
 *
 * @param data folder of this part alone
 * @param port on which it has to listen
 * @param addresses of the stack, this part included
 */
record Setting(Checkout checkout, Path data, int port, Secrets secrets, Addresses addresses) {

  /** The folder of {@link Leash}. */
  String leash() {
    return checkout.built("deploy/local/stack", "target/classes").toString();
  }
}
