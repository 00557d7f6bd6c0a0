package dev.tieline.testkit.internal.aws;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The table from an action's name to its handler. A family of actions is linked when an action that
 * is not in the table yet is asked for, so that a process with a fake starts faster.
 */
final class Actions {

  /**
   * An action.
   *
   * @param mutating whether users would say that it changes the cloud
   * @param keeps whether the world after it is kept; false for what may be answered from the past
   */
  record Action(String name, boolean mutating, boolean keeps, Consumer<Ec2Call> handler) {}

  // both guarded by this
  private final Deque<Consumer<Actions>> families;
  private final SortedMap<String, Action> actions = new TreeMap<>();

  private Actions(List<Consumer<Actions>> families) {
    this.families = new ArrayDeque<>(families);
  }

  static Actions ec2() {
    return new Actions(
        List.of(
            Vpcs::register,
            Subnets::register,
            RouteTables::register,
            Tags::register,
            Peerings::register,
            SecurityGroups::register,
            SecurityGroupRules::register,
            Instances::register,
            NetworkInterfaces::register,
            NetworkAcls::register,
            Places::register,
            InternetGateways::register,
            EgressGateways::register,
            NatGateways::register,
            Addresses::register,
            PrefixLists::register,
            Endpoints::register,
            DhcpOptionSets::register));
  }

  static Actions sts() {
    return new Actions(List.of(Sts::register));
  }

  static Actions iam() {
    return new Actions(List.of(Iam::register));
  }

  static Actions serviceQuotas() {
    return new Actions(List.of(ServiceQuotas::register));
  }

  void reads(String name, Consumer<Ec2Call> handler) {
    add(new Action(name, false, false, handler));
  }

  /** Adds an action that changes nothing of the cloud's but hands something out. */
  void issues(String name, Consumer<Ec2Call> handler) {
    add(new Action(name, false, true, handler));
  }

  void writes(String name, Consumer<Ec2Call> handler) {
    add(new Action(name, true, true, handler));
  }

  private synchronized void add(Action action) {
    actions.put(action.name(), action);
  }

  synchronized SortedSet<String> names() {
    while (!families.isEmpty()) {
      families.pop().accept(this);
    }
    return new TreeSet<>(actions.keySet());
  }

  synchronized @Nullable Action find(String name) {
    while (!actions.containsKey(name) && !families.isEmpty()) {
      families.pop().accept(this);
    }
    return actions.get(name);
  }
}
