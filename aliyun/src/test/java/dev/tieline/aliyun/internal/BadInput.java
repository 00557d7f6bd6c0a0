package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tieline.Tieline;
import dev.tieline.apply.Failed;
import dev.tieline.apply.NotStarted;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.PartOutcome;
import dev.tieline.apply.Ready;
import dev.tieline.apply.Waiting;
import dev.tieline.error.InvalidTopologyException;
import dev.tieline.plan.Plan;
import dev.tieline.testkit.FakeAliyun;
import dev.tieline.topology.Topology;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.TestInfo;

/**
 * What users get to read when something is wrong, of one subject. All of it stands in a file, in
 * one section a test, for reviewers to read in one place. A run writes what it found to a file of
 * the same name in {@code target}.
 */
final class BadInput {
  private final String name;
  private final Map<String, String> expected;
  private final Map<String, String> found;

  BadInput(String subject) {
    name = "bad-input-" + subject + ".txt";
    expected = sections(Path.of("src", "test", "resources", "dev", "tieline", "aliyun", name));
    found = new ConcurrentSkipListMap<>(expected);
  }

  private static Map<String, String> sections(Path file) {
    try {
      return Files.exists(file)
          ? Arrays.stream(Files.readString(file).split("(?m)^## "))
              .skip(1)
              .collect(
                  Collectors.toMap(
                      s -> s.substring(0, s.indexOf('\n')),
                      s -> s.substring(s.indexOf('\n') + 1).strip()))
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what was found, and checks that the file has no section of a test that is no more. */
  void write(Class<?> test) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "What users read when something is wrong; held by " + test.getSimpleName() + ".\n");
    new TreeMap<>(found)
        .forEach((k, v) -> text.append("\n## ").append(k).append('\n').append(v).append('\n'));
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", name), text);
    List<String> tests =
        Arrays.stream(test.getDeclaredMethods()).map(Method::getName).distinct().toList();
    assertThat(expected.keySet()).allMatch(s -> tests.contains(s.split(" ")[0]));
  }

  /** Compares what the library said with the section of a test. */
  void compare(TestInfo test, Said said) {
    String method = test.getTestMethod().map(Method::getName).orElseThrow();
    String argument = test.getDisplayName().contains("(") ? "" : " " + test.getDisplayName();
    String text = said.text();
    found.put(method + argument, text);
    assertThat(text).isEqualTo(expected.getOrDefault(method + argument, ""));
  }

  /** Tries what can be told without asking the cloud, which is then not asked. */
  void refused(TestInfo test, FakeAliyun cloud, ThrowingCallable... tries) {
    Said said = new Said(cloud);
    cloud.resetCalls();
    for (ThrowingCallable one : tries) {
      Throwable thrown = catchThrowable(one);
      assertThat(thrown)
          .isInstanceOfAny(IllegalArgumentException.class, InvalidTopologyException.class);
      said.thrown(thrown);
    }
    assertThat(cloud.calls()).isEmpty();
    compare(test, said);
  }

  /** Plan and apply hold a wish, and nothing is changed. */
  void held(TestInfo test, FakeAliyun cloud, Tieline tieline, Topology wish) {
    Said said = new Said(cloud);
    String before = cloud.dump();
    Plan plan = said.plan(tieline, wish);
    assertThat(plan.steps()).as("%s", plan).isEmpty();
    Outcome outcome = said.apply(tieline, wish);
    assertThat(outcome.isReady()).isFalse();
    assertThat(cloud.dump()).isEqualTo(before);
    compare(test, said);
  }

  /** Only the cloud itself can tell what is wrong: it is asked, and nothing is changed. */
  void refusedByTheCloud(TestInfo test, FakeAliyun cloud, Tieline tieline, Topology wish) {
    Said said = new Said(cloud);
    String before = cloud.dump();
    Outcome outcome = said.apply(tieline, wish);
    assertThat(outcome.isReady()).as("%s", outcome).isFalse();
    assertThat(cloud.dump()).isEqualTo(before);
    compare(test, said);
  }

  /** What the library said, line by line, and everything in which no secret may be. */
  static final class Said {
    /** What the fake calls its things by: these differ with all that was made before. */
    private static final Pattern ID =
        Pattern.compile("\\b([a-z]{2,6})-[a-z0-9]{2,3}1[a-z0-9]{18}\\b");

    private final Map<String, String> ids = new HashMap<>();
    private final FakeAliyun cloud;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder everything = new StringBuilder();

    Said(FakeAliyun cloud) {
      this.cloud = cloud;
    }

    Plan plan(Tieline tieline, Topology topology) {
      Plan plan = tieline.plan(topology);
      everything.append(plan).append(plan.toJson()).append(plan.findings());
      lines.add("plan");
      plan.findings().forEach(finding -> lines.add("  " + finding));
      return plan;
    }

    Outcome apply(Tieline tieline, Topology topology) {
      return tell("apply", tieline.apply(topology));
    }

    Outcome destroy(Tieline tieline, String topology) {
      Plan plan = tieline.planDestroy(topology);
      everything.append(plan).append(plan.toJson()).append(plan.findings());
      lines.add("plan to destroy");
      plan.findings().forEach(finding -> lines.add("  " + finding));
      return tell("destroy", tieline.destroy(topology));
    }

    private Outcome tell(String what, Outcome outcome) {
      everything.append(outcome).append(outcome.findings()).append(outcome.parts());
      try {
        outcome.orThrow();
      } catch (RuntimeException e) {
        trace(e);
      }
      lines.add(what);
      for (PartOutcome part : outcome.parts()) {
        if (part instanceof Ready) {
          lines.add("  ready " + part.part());
        } else if (part instanceof Waiting w) {
          lines.add("  waiting " + part.part() + ": for " + w.party() + ", " + w.what());
          everything.append(w.handover().markdown(Locale.ENGLISH));
        } else if (part instanceof Failed f) {
          lines.add("  FAILED " + f.address() + ": " + f.why());
        } else if (part instanceof NotStarted n) {
          lines.add("  not started " + n.part() + ": because of " + n.because());
        }
      }
      return outcome;
    }

    /** Keeps what an exception says, with its causes. */
    void thrown(Throwable thrown) {
      trace(thrown);
      lines.add(thrown.getClass().getSimpleName());
      lines.add("  " + thrown.getMessage());
    }

    private void trace(Throwable thrown) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      everything.append(trace);
    }

    private String numbered(String kind, String id) {
      long others = ids.values().stream().filter(i -> i.startsWith(kind + "-")).count();
      return ids.computeIfAbsent(id, i -> kind + "-" + (others + 1));
    }

    /** What was said, without what differs from run to run; no secret is in any of it. */
    private String text() {
      assertThat(everything.toString().toLowerCase(Locale.ROOT))
          .doesNotContain("acs3-hmac", "signature=", "x-acs-security-token");
      for (String account : cloud.accounts()) {
        FakeAliyun.Keys keys = cloud.keys(account);
        assertThat(everything).doesNotContain(keys.accessKeySecret());
        // the cloud's own words may name the key's id, which is no secret
      }
      return ID.matcher(String.join("\n", lines))
          .replaceAll(found -> numbered(found.group(1), found.group()))
          .replaceAll("requestId=[0-9A-Fa-f-]+", "requestId=...")
          .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "<time>");
    }
  }
}
