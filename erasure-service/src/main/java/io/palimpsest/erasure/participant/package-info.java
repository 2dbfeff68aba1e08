/**
 * Who takes part in an erasure and who is told of it: the table of participants, the tasks that go
 * to them and the receipts that come back, the participants inside this service, events of states,
 * and signed calls to whoever asked for them. Hides topics, signing, bounds and retries.
 */
@NullMarked
package io.palimpsest.erasure.participant;

import org.jspecify.annotations.NullMarked;
