package dev.tieline.toy;

import dev.tieline.Tieline;
import dev.tieline.apply.Outcome;
import dev.tieline.apply.RunEvent;
import dev.tieline.net.Traffic;
import dev.tieline.retry.Pace;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import dev.tieline.time.VirtualTime;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A toy cloud with two regions, north and south, on virtual time, and the library on top of it. In
 * the south is a box 10.2.0.0/16 that is nobody's.
 */
public final class ToyWorld {
  /** What a crash throws: the process is gone. */
  public static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final Pace FAST = new Pace("all", 10_000, 10_000);

  /** The time of everything in this world. */
  public final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);

  /** The cloud. */
  public final ToyCloud cloud = new ToyCloud(time);

  /** The box in the south that is nobody's. */
  public final String south = cloud.box("south", "10.2.0.0/16");

  /** What the listeners of all processes have heard. */
  public final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

  /** Starts a process. */
  public Tieline process() {
    return process(b -> b);
  }

  /** Starts a process that is set up in a certain way. */
  public Tieline process(UnaryOperator<Tieline.Builder> how) {
    return process(FAST, how);
  }

  /** Starts a process that makes calls at a certain pace. */
  public Tieline process(Pace pace, UnaryOperator<Tieline.Builder> how) {
    Tieline.Builder builder =
        Tieline.builder()
            .namespace("acme")
            .provider(new ToyProvider(cloud, pace, "north", "south"))
            .time(time)
            .listener(events::add);
    return how.apply(builder).build();
  }

  /** Starts a process that dies before or after one of its mutating calls, counted from 0. */
  public Tieline doomed(int write, boolean before) {
    return process(
        b ->
            b.callObserver(
                new CallObserver() {
                  private int writes;

                  @Override
                  public void before(Call<?> call) {
                    if (call.mutating() && before && writes == write) {
                      throw new Crash();
                    }
                  }

                  @Override
                  public void after(Call<?> call, @Nullable Throwable thrown) {
                    if (call.mutating() && writes++ == write && !before) {
                      throw new Crash();
                    }
                  }
                }));
  }

  /** Returns the wish that most tests are about: a managed box joined with the one in the south. */
  public Topology pair() {
    return pair("red", "7").build();
  }

  /** Returns the same wish with other values, to be built. */
  public Topology.Builder pair(String colour, String dial) {
    return Topology.named("shop")
        .network("n", ToyNetwork.managed("north", "shop", "10.1.0.0/16"))
        .network("s", ToyNetwork.existing("south", south, "10.2.0.0/16"))
        .peer(
            "n",
            "s",
            p ->
                p.allow(Traffic.tcp(22))
                    .with(ToyOption.lamp("n", colour))
                    .with(ToyOption.dial("s", dial)));
  }

  /** Lets time pass. */
  public void pass(Duration by) {
    time.advance(by);
  }

  /** Returns how many mutating calls were made while something was done. */
  public int writesOf(Runnable what) {
    int before = cloud.writes().size();
    what.run();
    return cloud.writes().size() - before;
  }

  /** Applies, and returns the number of mutating calls. */
  public static int writes(Outcome outcome) {
    return outcome.writes();
  }
}
