package dev.tieline.examples;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.aws.AwsCredentials;
import dev.tieline.aws.AwsProvider;
import dev.tieline.plan.Plan;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import dev.tieline.testkit.FakeAws;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process is killed before and after every mutating call of tokyo-singapore; each time another
 * one goes on and comes to the end.
 */
final class CrashAnywhere implements Scenario {
  /** The end of a process, played: nothing in the library catches it. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("the process is killed here");
    }
  }

  /** Kills at one moment. */
  private static final class Killer implements CallObserver {
    private final int call;
    private final boolean afterwards;
    private int seen;

    Killer(int call, boolean afterwards) {
      this.call = call;
      this.afterwards = afterwards;
    }

    @Override
    public void before(Call<?> made) {
      if (made.mutating() && seen == call && !afterwards) {
        throw new Crash();
      }
    }

    @Override
    public void after(Call<?> made, @Nullable Throwable thrown) {
      if (made.mutating() && seen++ == call && afterwards) {
        throw new Crash();
      }
    }
  }

  @Override
  public String name() {
    return "crash-anywhere";
  }

  @Override
  public String title() {
    return "kill the process before and after every mutating call of tokyo-singapore, and resume";
  }

  @Override
  public void play(Performance performance) {
    try (AwsStage stage =
        AwsStage.open(
            performance,
            title(),
            Map.of("main", TokyoSingapore.ACCOUNT),
            "ap-northeast-1",
            "ap-southeast-1")) {
      Topology topology =
          TokyoSingapore.Singapore.in(stage.console(TokyoSingapore.ACCOUNT, "ap-southeast-1"))
              .wish();
      String before = stage.aws().dump();
      Plan plan = stage.plan(topology);
      stage.say("apply, killed before and after every mutating call");
      int crashes = 0;
      int resumed = 0;
      int restored = 0;
      boolean crashed = true;
      for (int call = 0; crashed; call++) {
        crashed = false;
        for (boolean afterwards : new boolean[] {false, true}) {
          VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-02T00:00:00Z"));
          try (FakeAws world = stage.aws().fork(time)) {
            if (dies(world, time, topology, new Killer(call, afterwards))) {
              crashed = true;
              crashes++;
              try (Tieline next = tieline(world, time, new CallObserver() {})) {
                Outcome outcome = next.apply(topology);
                boolean good =
                    outcome.isReady()
                        && next.plan(topology).isEmpty()
                        && next.verify(topology).isGood();
                resumed += good ? 1 : 0;
                next.destroy(topology.name());
                time.advance(Duration.ofHours(1));
                next.destroy(topology.name());
                boolean same = world.dump().equals(before);
                restored += same ? 1 : 0;
                stage.print(
                    String.format(
                        "  killed %s mutating call %2d: %s, %s",
                        afterwards ? "after " : "before",
                        call + 1,
                        good ? "resumed to the end" : "NOT RESUMED\n" + outcome,
                        same ? "destroyed without a trace" : "LEFT BEHIND\n" + world.dump()));
              }
            }
          }
        }
      }
      stage.expect(crashes > 20, crashes + " crashes");
      stage.expect(resumed == crashes, "after each, apply made the wish true, once");
      stage.expect(restored == crashes, "after each, destroy left the cloud as it was before");

      stage.expect(stage.apply(plan).isReady(), "without a crash everything is ready, too");
      stage.expect(stage.verify(topology).isGood(), "traffic passes");
      stage.replan(topology);
      stage.destroy(topology.name(), before);
    }
  }

  private static boolean dies(FakeAws world, VirtualTime time, Topology topology, Killer killer) {
    try (Tieline first = tieline(world, time, killer)) {
      first.apply(topology);
      return false;
    } catch (Crash expected) {
      return true;
    }
  }

  private static Tieline tieline(FakeAws world, VirtualTime time, CallObserver observer) {
    FakeAws.Keys keys = world.keys(TokyoSingapore.ACCOUNT);
    AwsProvider provider =
        AwsProvider.builder()
            .account(
                "main",
                AwsCredentials.of(keys.accessKeyId(), keys.secretAccessKey()),
                TokyoSingapore.ACCOUNT)
            .regions("ap-northeast-1", "ap-southeast-1")
            .endpoint(world.serve())
            .build();
    return Tieline.builder()
        .namespace("examples")
        .provider(provider)
        .time(time)
        .callObserver(observer)
        .build();
  }
}
