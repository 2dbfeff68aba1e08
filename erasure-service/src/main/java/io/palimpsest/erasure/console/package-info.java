/**
 * The console: pages for compliance and auditors over the API's own resources. It reads and changes
 * nothing that these would not let the same person read and change. Hides templates, forms and the
 * session cookie.
 */
@NullMarked
package io.palimpsest.erasure.console;

import org.jspecify.annotations.NullMarked;
