package io.palimpsest.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks of this machine: what the local stack and the tests need. */
final class MachineChecks {
  private static final int MIN_JDK = 21;
  private static final long MIN_MEMORY_MB = 4_096;
  private static final long MIN_DISK_MB = 4_096;
  private static final long MB = 1024 * 1024;

  private MachineChecks() {}

  static List<Finding> all() {
    return List.of(
        jdk(),
        memory(),
        disk(),
        optional("node", "tests with the TypeScript clients"),
        optional("docker", "up --containers and test --containers"));
  }

  private static Finding jdk() {
    int version = Runtime.version().feature();
    String detail = version + ", " + MIN_JDK + " or newer is needed";
    return version >= MIN_JDK ? Finding.ok("jdk", detail) : Finding.wrong("jdk", detail);
  }

  private static Finding memory() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return atLeast("memory", system.getTotalMemorySize() / MB, MIN_MEMORY_MB);
  }

  private static Finding disk() {
    return atLeast("disk", new File(".").getUsableSpace() / MB, MIN_DISK_MB);
  }

  private static Finding atLeast(String subject, long there, long needed) {
    String detail = "%,d MB, the local stack wants %,d MB".formatted(there, needed);
    return there >= needed ? Finding.ok(subject, detail) : Finding.wrong(subject, detail);
  }

  private static Finding optional(String program, String purpose) {
    return onPath(program)
        .map(path -> Finding.ok(program, path + ", for " + purpose))
        .orElseGet(() -> Finding.absent(program, "not on the path; only for " + purpose));
  }

  private static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
