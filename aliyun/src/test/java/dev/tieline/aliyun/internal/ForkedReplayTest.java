package dev.tieline.aliyun.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.testkit.contract.TraceHashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A failure's script does the same again in another process, whose unordered maps have another
 * order, and whose objects have other identities.
 */
class ForkedReplayTest {
  /** What a forked process runs. */
  static final class Hashes {
    private Hashes() {}

    public static void main(String[] args) {
      System.out.print(
          TraceHashes.of(new EmqxAliyunTwoAccountsContractTest.EmqxAliyunTwoAccounts()));
    }
  }

  @Test
  void traces_ofTwoProcesses_areTheSame() throws IOException, InterruptedException {
    Process one = fork("-XX:hashCode=0"); // at random
    Process other = fork("-XX:hashCode=3"); // one after the other
    String hashes = output(one);
    assertThat(hashes.lines()).hasSizeGreaterThan(10);
    assertThat(hashes.lines()).as("nothing goes wrong").allMatch(l -> l.contains(":  "));
    assertThat(output(other)).isEqualTo(hashes);
  }

  private static Process fork(String identities) throws IOException {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UnlockExperimentalVMOptions", identities));
    command.addAll(List.of("-cp", path, Hashes.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
