package io.palimpsest.local.stack;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM to be started.
 *
 * @param classpath entries as the launcher of the JDK takes them: folders, jars, {@code lib/*};
 *     {@link Leash} must be among them
 * @param mainClass the real main class; {@link Leash} runs it
 * @param arguments for the main class
 * @param jvmArguments heap, collector and the like
 * @param environment added to the environment of this process
 * @param folder the working directory
 */
record Launch(
    List<String> classpath,
    String mainClass,
    List<String> arguments,
    List<String> jvmArguments,
    Map<String, String> environment,
    Path folder,
    Readiness readiness) {

  Launch {
    classpath = List.copyOf(classpath);
    arguments = List.copyOf(arguments);
    jvmArguments = List.copyOf(jvmArguments);
    environment = Map.copyOf(environment);
  }

  /** The same with more JVM arguments and variables; a later one wins over an earlier one. */
  Launch with(List<String> moreJvmArguments, Map<String, String> moreEnvironment) {
    List<String> allArguments = new ArrayList<>(jvmArguments);
    allArguments.addAll(moreJvmArguments);
    Map<String, String> allVariables = new HashMap<>(environment);
    allVariables.putAll(moreEnvironment);
    return new Launch(
        classpath, mainClass, arguments, allArguments, allVariables, folder, readiness);
  }

  /**
   * The process to start, with the JDK that runs this one. Its standard input is the leash: a pipe
   * on which nothing is ever written.
   */
  ProcessBuilder processBuilder() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classpath));
    command.add(Leash.class.getName());
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder;
  }
}
