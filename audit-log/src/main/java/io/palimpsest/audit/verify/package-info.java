/**
 * What an outsider does with a log: verifies a certificate, and a whole log from its entries to the
 * root that is signed, and whether what the entries promise was kept. Knows files and streams
 * through {@link io.palimpsest.audit.verify.LogCopy}; hides in which order things are looked at.
 */
@NullMarked
package io.palimpsest.audit.verify;

import org.jspecify.annotations.NullMarked;
