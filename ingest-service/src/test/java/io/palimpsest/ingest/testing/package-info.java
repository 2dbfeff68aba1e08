/** What the tests of this service share: real parts beside it, tokens, a look at the topics. */
package io.palimpsest.ingest.testing;
