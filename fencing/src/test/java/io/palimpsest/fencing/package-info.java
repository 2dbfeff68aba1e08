/** Tests of the fence: tables of the two state machines, a simulation of both, a real broker. */
package io.palimpsest.fencing;
