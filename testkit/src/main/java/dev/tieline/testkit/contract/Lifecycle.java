package dev.tieline.testkit.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tieline.Tieline;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.contract.Move.After;
import dev.tieline.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Edits of the wish, deaths, faults, lags, denials, regions that are down, strangers and time, at
 * random; the model is the last wish. In the end three more applies write nothing, and destroy
 * restores what was there.
 */
final class Lifecycle {
  private static final int MOVES = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Lifecycle() {}

  static Stream<Case> cases(Prepared prepared, int seeds) {
    return IntStream.rangeClosed(1, seeds * 3)
        .mapToObj(
            seed ->
                new Case(
                    "lifecycle, seed " + seed,
                    prepared.start(),
                    world -> new Life(prepared, world, seed).live()));
  }

  /** A process dies; nothing catches this but what plays with it. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    Death() {
      super("the process dies", null, false, false);
    }
  }

  /** Ends a process at one of its calls that change something. */
  private static final class Doom implements CallObserver {
    private final int number;
    private final boolean after;
    private int seen;

    Doom(int number, boolean after) {
      this.number = number;
      this.after = after;
    }

    @Override
    public void before(Call<?> call) {
      if (call.mutating() && ++seen == number && !after) {
        throw new Death();
      }
    }

    @Override
    public void after(Call<?> call, @Nullable Throwable thrown) {
      if (call.mutating() && seen == number && after) {
        throw new Death();
      }
    }
  }

  private static final class Life {
    private final Prepared prepared;
    private final World world;
    private final Random random;
    private final List<String> names = new ArrayList<>();
    private final List<Move> strangers;
    private final List<Refusals.Denial> denials;
    private Topology last;
    private boolean kept;
    private @Nullable Instant struck; // by a stranger, and not mended since
    private boolean behind;

    Life(Prepared prepared, World world, long seed) {
      this.prepared = prepared;
      this.world = world;
      this.random = new Random(seed);
      this.last = prepared.wish();
      this.strangers =
          world.scenario().moves().stream()
              .filter(m -> m.after() == After.RESTORED || m.after() == After.KEPT)
              .toList();
      this.denials = prepared.denials();
      names.add("wish");
      names.addAll(prepared.wishes().edits().keySet());
    }

    void live() {
      for (int i = 0; i < MOVES; i++) {
        move();
      }
      world.cloud().faults().clear();
      calm();
      world.pass(world.quiet());
      Ending.comesTrue(world, last);
      Ending.stays(world, last, 3);
      if (kept) {
        Ending.leavesNothing(world, prepared.name(), prepared.before());
      } else {
        Ending.restores(world, prepared.name(), prepared.before());
      }
      world.checkCalls();
    }

    /** Nothing is behind, denied or down any more. */
    private void calm() {
      FakeCloud cloud = world.cloud();
      cloud.lag(Duration.ZERO);
      cloud.listLag(Duration.ZERO);
      cloud.tagLag(Duration.ZERO);
      cloud.accounts().forEach(account -> cloud.permissions().reset(account));
      cloud.regions().forEach(region -> cloud.regionDown(region, false));
    }

    private Duration within(Duration most) {
      return Duration.ofMillis(random.nextInt((int) most.toMillis()));
    }

    private void move() {
      switch (random.nextInt(13)) {
        case 0, 1 -> {
          Set<String> before = last.networks().keySet();
          last = edited(prepared.wishes().named(names.get(random.nextInt(names.size()))));
          if (behind || !before.equals(last.networks().keySet())) {
            world.renamed();
          }
          apply();
        }
        case 2 -> dies(process -> process.apply(last));
        case 3 -> dies(process -> process.destroy(prepared.name()));
        case 4 -> world.process().destroy(prepared.name());
        case 5 -> world.pass(Duration.ofSeconds(random.nextInt(20_000)));
        case 6 -> fault();
        case 7 -> {
          behind = true; // a token is that of a wish, too
          switch (random.nextInt(3)) {
            case 0 -> world.cloud().lag(within(world.lag()));
            case 1 -> world.cloud().listLag(within(world.lag()));
            default -> world.cloud().tagLag(within(world.lag()));
          }
        }
        case 8 -> stranger();
        case 9 -> {
          Refusals.Denial denial = denials.get(random.nextInt(denials.size()));
          denial.to(world);
          world.note(denial.text());
        }
        case 10 -> {
          List<String> regions = world.cloud().regions();
          String region = regions.get(random.nextInt(regions.size()));
          world.cloud().regionDown(region, true);
          world.note(region + " is down");
        }
        case 11 -> calm();
        default -> {
          world.scenario().others(world);
          apply();
        }
      }
    }

    /** A wish that opens a part of what another one does: some of its flows, one at least. */
    private Topology edited(Topology wish) {
      if (random.nextBoolean()) {
        return wish;
      }
      try {
        JsonNode document = JSON.readTree(wish.toJson());
        for (JsonNode link : document.path("links")) {
          if (link.path("flows") instanceof ArrayNode flows) {
            for (int i = flows.size() - 1; i >= 0 && flows.size() > 1; i--) {
              if (random.nextBoolean()) {
                flows.remove(i);
              }
            }
          }
        }
        return Topology.parse(document.toString());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    private void apply() {
      boolean shown =
          struck != null
              && struck.plus(world.lag()).isBefore(world.time().instant()); // to every read
      if (world.process().apply(last).isReady() && shown) {
        struck = null;
      }
    }

    /**
     * Somebody does what an apply mends, so that the model stays the last wish. That is promised of
     * one at a time: who deletes a connection and takes the claims on its routes off, too, leaves
     * routes of which nothing tells any more whose they are.
     */
    private void stranger() {
      if (!strangers.isEmpty()) {
        world.pass(world.lag()); // a stranger who is a process heeds our marks once reads show them
        Move move = strangers.get(random.nextInt(strangers.size()));
        if (struck == null) {
          boolean done = world.struck(move).done();
          kept |= done && move.after() == After.KEPT;
          struck = done ? world.time().instant() : null;
          world.note("a stranger: " + move.name());
        }
      }
    }

    private void dies(Consumer<Tieline> job) {
      Doom doom = new Doom(1 + random.nextInt(12), random.nextBoolean());
      try {
        job.accept(world.open("doomed", world.time(), doom));
      } catch (Death dead) {
        world.note("the doomed process dies");
      }
    }

    private void fault() {
      var fault = world.cloud().faults().on("*").nth(1 + random.nextInt(40));
      switch (random.nextInt(7)) {
        case 0 -> fault.loseAnswer();
        case 1 -> fault.resetBefore();
        case 2 -> fault.serverError();
        case 3 -> fault.throttle();
        case 5 -> fault.failAfter(random.nextBoolean() ? 500 : 503);
        case 4 -> fault.lateEffect(within(world.latest()));
        default -> fault.stale(within(world.lag()));
      }
    }
  }
}
