package dev.tieline.testkit.internal.qingcloud;

import dev.tieline.testkit.QingCloudDelay;
import dev.tieline.testkit.QingCloudSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What never changes in the life of a fake QingCloud. */
public final class Config {
  private final SortedSet<String> accounts;
  private final List<String> zones;
  private final long seed;
  private final int policyType;
  private final int dailyCalls;
  private final boolean hurried;
  private final EnumMap<QingCloudDelay, Duration> delays = new EnumMap<>(QingCloudDelay.class);
  private final EnumMap<QingCloudSwitch, Boolean> switches = new EnumMap<>(QingCloudSwitch.class);

  /**
   * @param policyType the undocumented type of a router static that is an intranet routing policy
   * @param dailyCalls how many calls an account may make in a day
   */
  public Config(
      Iterable<String> accounts,
      List<String> zones,
      long seed,
      int policyType,
      int dailyCalls,
      Map<QingCloudDelay, Duration> delays,
      Map<QingCloudSwitch, Boolean> switches) {
    this(accounts, zones, seed, policyType, dailyCalls, delays, switches, false);
  }

  private Config(
      Iterable<String> accounts,
      List<String> zones,
      long seed,
      int policyType,
      int dailyCalls,
      Map<QingCloudDelay, Duration> delays,
      Map<QingCloudSwitch, Boolean> switches,
      boolean hurried) {
    this.accounts = new TreeSet<>();
    for (String account : accounts) {
      this.accounts.add(account);
    }
    this.zones = List.copyOf(zones);
    this.seed = seed;
    this.policyType = policyType;
    this.dailyCalls = dailyCalls;
    this.hurried = hurried;
    this.delays.putAll(delays);
    this.switches.putAll(switches);
  }

  public List<String> accounts() {
    return List.copyOf(accounts);
  }

  public List<String> zones() {
    return zones;
  }

  public long seed() {
    return seed;
  }

  int policyType() {
    return policyType;
  }

  int dailyCalls() {
    return dailyCalls;
  }

  /** For who hurries whatever is under way is done at once. */
  Duration delay(QingCloudDelay delay) {
    Duration set = delays.get(delay);
    return hurried && delay.isTransition() ? Duration.ZERO : set == null ? delay.byDefault() : set;
  }

  boolean is(QingCloudSwitch fact) {
    Boolean set = switches.get(fact);
    return set == null ? fact.byDefault() : set;
  }

  /** Tells whether a time that began at an instant is over. */
  boolean isOver(Instant begun, QingCloudDelay delay, Instant now) {
    return !now.isBefore(begun.plus(delay(delay)));
  }

  /** Returns the same cloud in the eyes of somebody for whom whatever is under way is done. */
  Config hurried() {
    return new Config(accounts, zones, seed, policyType, dailyCalls, delays, switches, true);
  }

  boolean isHurried() {
    return hurried;
  }

  /** Returns how long the longest of all transitions takes. */
  Duration longestTransition() {
    Duration longest = Duration.ZERO;
    for (QingCloudDelay delay : QingCloudDelay.values()) {
      Duration one = delay(delay);
      longest = delay.isTransition() && one.compareTo(longest) > 0 ? one : longest;
    }
    return longest;
  }
}
