/**
 * Reading the change topics again: whole tenants on request, and single entities for those who
 * found something wrong with their vectors.
 *
 * <p>Hides how changes that are long past come to work once more, beside those that come in now.
 */
@NullMarked
package io.palimpsest.reembed.replay;

import org.jspecify.annotations.NullMarked;
