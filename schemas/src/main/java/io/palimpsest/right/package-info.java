/**
 * Who may do what on the brokers, as code: one catalogue, from which the rights of an installation
 * are made, wherever its brokers run. What is not in it is denied.
 */
@NullMarked
package io.palimpsest.right;

import org.jspecify.annotations.NullMarked;
