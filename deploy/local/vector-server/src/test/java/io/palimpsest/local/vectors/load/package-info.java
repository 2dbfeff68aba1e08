/** Load for a running server, to be started by hand; the README says how. */
package io.palimpsest.local.vectors.load;
