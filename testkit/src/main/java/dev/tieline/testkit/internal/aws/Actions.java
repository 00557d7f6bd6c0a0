package dev.tieline.testkit.internal.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The table from an action's name to its handler. */
final class Actions {

  /**
   * An action.
   *
   * @param mutating whether users would say that it changes the cloud
   * @param keeps whether the world after it is kept; false for what may be answered from the past
   */
  record Action(String name, boolean mutating, boolean keeps, Consumer<Ec2Call> handler) {}

  private final Map<String, Action> actions = new HashMap<>();

  static Actions ec2() {
    Actions actions = new Actions();
    Vpcs.register(actions);
    Subnets.register(actions);
    RouteTables.register(actions);
    InternetGateways.register(actions);
    EgressGateways.register(actions);
    NatGateways.register(actions);
    Addresses.register(actions);
    PrefixLists.register(actions);
    Endpoints.register(actions);
    DhcpOptionSets.register(actions);
    Peerings.register(actions);
    SecurityGroups.register(actions);
    SecurityGroupRules.register(actions);
    NetworkAcls.register(actions);
    NetworkInterfaces.register(actions);
    Instances.register(actions);
    Tags.register(actions);
    Places.register(actions);
    return actions;
  }

  static Actions sts() {
    Actions actions = new Actions();
    Sts.register(actions);
    return actions;
  }

  static Actions iam() {
    Actions actions = new Actions();
    Iam.register(actions);
    return actions;
  }

  static Actions serviceQuotas() {
    Actions actions = new Actions();
    ServiceQuotas.register(actions);
    return actions;
  }

  void reads(String name, Consumer<Ec2Call> handler) {
    actions.put(name, new Action(name, false, false, handler));
  }

  /** Adds an action that changes nothing of the cloud's but hands something out. */
  void issues(String name, Consumer<Ec2Call> handler) {
    actions.put(name, new Action(name, false, true, handler));
  }

  void writes(String name, Consumer<Ec2Call> handler) {
    actions.put(name, new Action(name, true, true, handler));
  }

  SortedSet<String> names() {
    return new TreeSet<>(actions.keySet());
  }

  @Nullable Action find(String name) {
    return actions.get(name);
  }
}
