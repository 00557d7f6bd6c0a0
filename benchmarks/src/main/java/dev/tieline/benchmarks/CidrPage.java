package dev.tieline.benchmarks;

import dev.tieline.benchmarks.Turns.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page docs/performance.md: what was measured of CIDR algebra, where, and against what. */
final class CidrPage {
  private final List<Time> times;
  private final List<String> goals;

  CidrPage(List<Time> times, List<String> goals) {
    this.times = times;
    this.goals = goals;
  }

  String text() {
    StringBuilder page =
        new StringBuilder(
            """
            # Performance

            Written by `benchmarks/run cidr --page`: CIDR algebra against the libraries for it, in one run.

            All candidates work on the same input, made from a seed: networks of /28 (40 %), /27 (20 %), /26 (15 %), /24 (14 %), /22
            (6 %), /20 (4 %) and /16 (1 %), all different; IPv6 networks are the same bits after 2001::/16. What differs from this says so in
            its row. Each library is given its own values, made before. Results are compared for equality, and a difference ends the run.

            How times are made: there are three rounds, in each of which every candidate has a turn of a quarter of a second, or of one
            run if that takes longer; before each turn the collector clears away what others have left, at nobody's cost. A time is the
            processor time of the thread, and what the collector took meanwhile; the best run of each candidate counts. Who leaves less in
            a run than the young generation holds, meets no collection in its best one, and pays nothing; so the collector's share is
            shown. Where a row is about one network, address or allocation, its time is a share of many.

            """);
    page.append("Machine: ").append(processor()).append(", ");
    page.append(Runtime.getRuntime().availableProcessors()).append(" processors, ");
    page.append(System.getProperty("os.name")).append(' ');
    page.append(System.getProperty("os.arch")).append(". Java ");
    page.append(System.getProperty("java.vm.version")).append(". Libraries: ");
    page.append(libraries()).append(".\n\n");
    page.append("Heap: ").append(heap()).append(". Flags: `").append(flags()).append("`. Commit: ");
    page.append(System.getProperty("commit", "unknown")).append(".\n\n");
    page.append("| task | candidate | time | of it collector | runs |\n|---|---|---:|---:|---:|\n");
    for (Time time : times) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %d |%n",
              time.task(),
              time.candidate(),
              time.text(),
              time.collectorText(),
              time.runs()));
    }
    page.append("\n## Goals\n\n| goal | name | measured | wanted | ok |\n|---|---|---|---|---|\n");
    goals.forEach(line -> page.append("| ").append(line).append(" |\n"));
    return page.toString();
  }

  /** The names of the rivals' jars, which have their versions. */
  private static String libraries() {
    return List.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)).stream()
        .map(path -> String.valueOf(Path.of(path).getFileName()))
        .filter(
            name -> name.matches("(ipaddress|guava|commons-ip-math|commons-net|java-ipv6)-[0-9].*"))
        .map(name -> name.substring(0, name.length() - ".jar".length()))
        .sorted()
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private static String heap() {
    String collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(" and "));
    return (Runtime.getRuntime().maxMemory() >> 20) + " MB at most, collected by " + collectors;
  }

  /** What the JVM was told of itself; properties of ours are none of it. */
  private static String flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-X"))
        .collect(Collectors.joining(" "));
  }

  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return "unknown processor";
    }
    try {
      return Files.readAllLines(info).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException e) {
      throw new UncheckedIOException("processor: /proc/cpuinfo can not be read", e);
    }
  }
}
