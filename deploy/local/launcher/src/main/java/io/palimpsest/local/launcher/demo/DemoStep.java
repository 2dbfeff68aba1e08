package io.palimpsest.local.launcher.demo;

/** One step of the demo. */
interface DemoStep {

  /** What is about to be done, as a short sentence. */
  String title();

  /**
   * Does it.
   *
   * @param demo what earlier steps left, and where to say what was done
   * @return what was done, in one line of the summary: counts and the like
   * @throws Exception whatever goes wrong; the demo ends then
   */
  String run(Demo demo) throws Exception;
}
