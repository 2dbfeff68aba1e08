/** What the audit log is told of long work: each act once, kept until the log's intake has it. */
@NullMarked
package io.palimpsest.jobs.act;

import org.jspecify.annotations.NullMarked;
