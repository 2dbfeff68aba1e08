package io.palimpsest.fencing;

/** What befalls the first writer of a run once it is at work. */
enum Trouble {
  NONE,
  /** Its statements hardly get through, although it reads. */
  MUTE,
  /** It hardly reads, although its statements get through. */
  DEAF,
  /** It is cut off from the broker altogether. */
  CUT_OFF,
  /** One of its threads hardly goes on. */
  SLEEPY,
  /** It is killed. */
  KILLED
}
