/** Guarantees of the whole running product, with faults; what each test needs is in Palimpsest. */
package io.palimpsest.system;
