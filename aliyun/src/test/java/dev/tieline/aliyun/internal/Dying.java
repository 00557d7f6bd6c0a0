package dev.tieline.aliyun.internal;

import dev.tieline.Tieline;
import dev.tieline.spi.Call;
import dev.tieline.spi.CallObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process that dies before or after its nth mutating call. */
final class Dying implements CallObserver {
  private final int at;
  private final boolean after;
  private int seen;

  Dying(int at, boolean after) {
    this.at = at;
    this.after = after;
  }

  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void before(Call<?> call) {
    if (call.mutating() && seen++ == at && !after) {
      throw new Crash();
    }
  }

  @Override
  public void after(Call<?> call, @Nullable Throwable thrown) {
    if (call.mutating() && seen == at + 1 && after) {
      throw new Crash();
    }
  }

  /** Lets a process of its own do something, and returns whether it died of it. */
  boolean dies(PeeringWorld world, Consumer<Tieline> job) {
    try (Tieline process = world.open(this)) {
      job.accept(process);
      return false;
    } catch (Crash dead) {
      return true;
    }
  }
}
