package dev.tieline.testkit.internal.aliyun;

import dev.tieline.testkit.AliyunDelay;
import dev.tieline.testkit.AliyunSwitch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What never changes in the life of a fake Alibaba Cloud. */
public final class Config {
  private final SortedMap<String, Boolean> accounts;
  private final List<String> regions;
  private final long seed;
  private final boolean hurried;
  private final EnumMap<AliyunDelay, Duration> delays = new EnumMap<>(AliyunDelay.class);
  private final EnumMap<AliyunSwitch, Boolean> switches = new EnumMap<>(AliyunSwitch.class);

  /** Accounts go with whether they are of the international site. */
  public Config(
      Map<String, Boolean> accounts,
      List<String> regions,
      long seed,
      Map<AliyunDelay, Duration> delays,
      Map<AliyunSwitch, Boolean> switches) {
    this(accounts, regions, seed, delays, switches, false);
  }

  private Config(
      Map<String, Boolean> accounts,
      List<String> regions,
      long seed,
      Map<AliyunDelay, Duration> delays,
      Map<AliyunSwitch, Boolean> switches,
      boolean hurried) {
    this.hurried = hurried;
    this.accounts = new TreeMap<>(accounts);
    this.regions = List.copyOf(regions);
    this.seed = seed;
    this.delays.putAll(delays);
    this.switches.putAll(switches);
  }

  public List<String> accounts() {
    return List.copyOf(accounts.keySet());
  }

  boolean isInternational(String account) {
    return Objects.requireNonNullElse(accounts.get(account), false);
  }

  public List<String> regions() {
    return regions;
  }

  public long seed() {
    return seed;
  }

  public Duration delay(AliyunDelay delay) {
    Duration set = delays.get(delay);
    return set == null ? delay.byDefault() : set;
  }

  public boolean is(AliyunSwitch fact) {
    Boolean set = switches.get(fact);
    return set == null ? fact.byDefault() : set;
  }

  /** Tells whether a transition that began at an instant is over. */
  boolean isOver(Instant begun, AliyunDelay delay, Instant now) {
    return (hurried && delay.isTransition()) || !now.isBefore(begun.plus(delay(delay)));
  }

  /** Returns the same cloud in the eyes of somebody for whom whatever is under way is done. */
  public Config hurried() {
    return new Config(accounts, regions, seed, delays, switches, true);
  }

  boolean isHurried() {
    return hurried;
  }

  /** Returns how long the longest of all transitions takes. */
  public Duration longestTransition() {
    Duration longest = Duration.ZERO;
    for (AliyunDelay delay : AliyunDelay.values()) {
      Duration one = delay(delay);
      longest = delay.isTransition() && one.compareTo(longest) > 0 ? one : longest;
    }
    return longest;
  }
}
