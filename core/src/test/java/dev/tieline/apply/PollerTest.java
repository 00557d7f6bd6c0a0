package dev.tieline.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tieline.error.TielineException;
import dev.tieline.retry.Pace;
import dev.tieline.retry.RetryPolicy;
import dev.tieline.spi.CallObserver;
import dev.tieline.spi.ResourceKind;
import dev.tieline.spi.Scope;
import dev.tieline.time.VirtualTime;
import dev.tieline.time.WaitPolicy;
import dev.tieline.toy.Fault;
import dev.tieline.toy.Thing;
import dev.tieline.toy.ToyCloud;
import dev.tieline.toy.ToyProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Boxes that are watched: what a watcher hears, and when. */
class PollerTest {
  private static final Scope SOUTH = new Scope("toy", "main", "south");
  private final VirtualTime time = VirtualTime.startingAt(Instant.EPOCH);
  private final ToyCloud cloud = new ToyCloud(time);
  private final ToyProvider provider = new ToyProvider(cloud, new Pace("all", 1000, 1000), "south");
  private final Loop loop = new Loop("test", time, Runnable::run);
  private final Pipeline pipeline =
      new Pipeline(
          loop,
          Map.of("toy", provider),
          RetryPolicy.none(),
          new Pipeline.Limits(1),
          new CallObserver() {});
  private final Poller poller = new Poller(loop, pipeline, WaitPolicy.ofDefaults());
  private final List<String> heard = new ArrayList<>();

  @SuppressWarnings("unchecked") // every kind of the toy cloud observes things
  private ResourceKind<?, Thing> boxes() {
    return (ResourceKind<?, Thing>)
        provider.kinds().stream().filter(k -> k.name().equals("box")).findFirst().orElseThrow();
  }

  private Poller.Watcher<Thing> watcher(String name, int enough) {
    return new Poller.Watcher<>() {
      private int seen;

      @Override
      public boolean saw(@Nullable Thing now) {
        heard.add(name + (now == null ? " nothing" : " " + now.get("label")));
        return ++seen == enough;
      }

      @Override
      public void blind(TielineException why) {
        heard.add(name + " blind");
      }
    };
  }

  @Test
  void watchers_ofOneKind_shareALook() {
    String a = cloud.box("south", "10.1.0.0/16");
    String b = cloud.box("south", "10.2.0.0/16");

    poller.watch(boxes(), SOUTH, a, watcher("a", 2));
    poller.watch(boxes(), SOUTH, b, watcher("b", 1));
    loop.drain();

    assertThat(heard).containsExactly("a by hand", "b by hand", "a by hand");
    assertThat(cloud.log()).hasSize(2);
  }

  @Test
  void watcher_thatComesWhileALookIsOut_hearsOfTheNextOneOnly() {
    time.callLatency(Duration.ofSeconds(1));
    String a = cloud.box("south", "10.1.0.0/16");
    poller.watch(boxes(), SOUTH, a, watcher("early", 1));
    loop.after(
        Duration.ofMillis(500),
        () -> {
          cloud.byHand(w -> w.put(w.get(a).with("label", "changed")));
          poller.watch(boxes(), SOUTH, a, watcher("late", 1));
        });
    loop.drain();

    assertThat(heard).containsExactly("early by hand", "late changed");
  }

  @Test
  void watcher_ofWhatIsNotThere_hearsThat() {
    poller.watch(boxes(), SOUTH, "box-9", watcher("a", 1));
    loop.drain();

    assertThat(heard).containsExactly("a nothing");
  }

  @Test
  void watchers_whileTheReadIsDenied_areToldOnceAndForAll() {
    cloud.fault("ReadBox", 0, Fault.DENIED);
    poller.watch(boxes(), SOUTH, "box-1", watcher("a", 5));
    poller.watch(boxes(), SOUTH, "box-1", watcher("b", 5));
    loop.drain();

    assertThat(heard).containsExactly("a blind", "b blind");
    assertThat(cloud.log()).hasSize(1);
  }

  @Test
  void looks_atALongWait_becomeRarer() {
    String a = cloud.box("south", "10.1.0.0/16");
    poller.await(boxes(), SOUTH, a, Duration.ZERO, watcher("a", 20));
    loop.drain();

    List<Long> times = cloud.log().stream().map(ToyCloud.Entry::at).toList();
    for (int i = 2; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1))
          .isGreaterThanOrEqualTo(times.get(i - 1) - times.get(i - 2));
    }
  }

  @Test
  void object_thatUsuallyTakesAWhile_isNotLookedAtBefore() {
    String a = cloud.box("south", "10.1.0.0/16");
    long began = time.nanos();
    poller.await(boxes(), SOUTH, a, Duration.ofSeconds(5), watcher("a", 1));
    loop.drain();

    assertThat(cloud.log()).hasSize(1);
    assertThat(Duration.ofNanos(cloud.log().get(0).at() - began)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void objectThatIsAwaitedLater_whileALookAtAnotherIsOut_isNotLookedAtAtOnce() {
    time.callLatency(Duration.ofSeconds(1));
    String a = cloud.box("south", "10.1.0.0/16");
    String b = cloud.box("south", "10.2.0.0/16");
    poller.watch(boxes(), SOUTH, a, watcher("a", 1));
    loop.after(
        Duration.ofMillis(500),
        () -> poller.await(boxes(), SOUTH, b, Duration.ofSeconds(9), watcher("b", 1)));
    loop.drain();

    assertThat(heard).containsExactly("a by hand", "b by hand");
    assertThat(cloud.log()).hasSize(2);
    assertThat(Duration.ofNanos(cloud.log().get(1).at() - cloud.log().get(0).at()))
        .isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void list_thatIsRefusedForOneMissingId_isHalvedUntilThatIsAlone() {
    String a = cloud.box("south", "10.1.0.0/16");
    String b = cloud.box("south", "10.2.0.0/16");
    String c = cloud.box("south", "10.3.0.0/16");
    cloud.fault(
        e -> e.operation().equals("ReadBox") && e.what().contains("box-9"), 0, 99, Fault.MISSING);
    for (String id : List.of(a, b, "box-9", c)) {
      poller.watch(boxes(), SOUTH, id, watcher(id, 1));
    }
    loop.drain();

    assertThat(heard)
        .containsExactlyInAnyOrder(a + " by hand", b + " by hand", c + " by hand", "box-9 nothing");
  }
}
