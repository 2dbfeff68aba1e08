/** Apache Kafka as one process; hides that a KRaft node needs its storage formatted first. */
@NullMarked
package io.palimpsest.local.broker;

import org.jspecify.annotations.NullMarked;
