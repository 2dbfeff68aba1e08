/** The gateway's table held against the ingress: nobody outside of its package sees that table. */
@NullMarked
package io.palimpsest.local.gateway;

import org.jspecify.annotations.NullMarked;
