/** What official clients rely on, asked of the running server through those very clients. */
package io.palimpsest.local.vectors.contract;
