/**
 * Who takes part in an erasure: the table of participants, the tasks that go to them and the
 * receipts that come back, and the participants inside this service.
 */
@NullMarked
package io.palimpsest.erasure.participant;

import org.jspecify.annotations.NullMarked;
