package dev.tieline.testkit.contract;

import dev.tieline.apply.Report;
import dev.tieline.spi.Provider;
import dev.tieline.testkit.Ask;
import dev.tieline.testkit.FakeCloud;
import dev.tieline.testkit.Reply;
import java.time.InstantSource;
import java.util.function.Function;

/** A scenario whose processes send their requests in a way of their own. */
record Served(Scenario its, Function<FakeCloud, Provider> provider) implements Scenario {
  private static final String SUFFIX = "OverASocket";

  /** The name of the scenario that one of this name is, or itself is named so. */
  static String of(String name) {
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }

  @Override
  public String name() {
    return its.name() + SUFFIX;
  }

  @Override
  public FakeCloud cloud(InstantSource time) {
    return its.cloud(time);
  }

  @Override
  public Provider provider(FakeCloud cloud, Function<Ask, Reply> transport) {
    return provider.apply(cloud);
  }

  @Override
  public Wishes setUp(World world) {
    return its.setUp(world);
  }

  @Override
  public Monitor monitor(FakeCloud cloud, String namespace, Wishes wishes) {
    return its.monitor(cloud, namespace, wishes);
  }

  @Override
  public void others(World world) {
    its.others(world);
  }

  @Override
  public void leave(World world) {
    its.leave(world);
  }

  @Override
  public boolean holds(Report report) {
    return its.holds(report);
  }
}
