package dev.tieline.aws.internal;

import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.OtherRule;
import dev.tieline.provider.Phases;
import dev.tieline.spi.Scope;
import dev.tieline.spi.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a survey has read in one scope so far. Used by the survey alone, on one thread. */
final class ScopeLook implements Phases.Failures {
  /** How far a scope is. */
  enum Stage {
    /** Nothing is asked. */
    NEW,
    /** Marks are looked for. */
    TAGS,
    /** Everything but rules is read. */
    OBJECTS,
    /** Rules are read, too. */
    RULES,
    /** Everything is read. */
    ALL
  }

  /** Every type that a survey reads. */
  static final List<Class<?>> TYPES =
      List.of(
          Vpc.class,
          Subnet.class,
          RouteTable.class,
          Route.class,
          Acl.class,
          SecurityGroup.class,
          GroupRule.class,
          OtherRule.class,
          Pcx.class,
          VpcAttributes.class,
          Host.class);

  final Scope scope;
  Stage stage = Stage.NEW;
  boolean marked; // tags say that something here is ours
  final List<Vpc> vpcs = new ArrayList<>();
  final List<Elsewhere> elsewhere = new ArrayList<>();
  final List<Subnet> subnets = new ArrayList<>();
  final List<RouteTable> tables = new ArrayList<>();
  final List<Route> routes = new ArrayList<>();
  final List<Acl> acls = new ArrayList<>();
  final List<SecurityGroup> groups = new ArrayList<>();
  final Map<String, GroupRule> rules = new LinkedHashMap<>();
  final Map<String, OtherRule> otherRules = new LinkedHashMap<>();
  final List<Pcx> peerings = new ArrayList<>();
  final List<VpcAttributes> attributes = new ArrayList<>();
  final List<Host> hosts = new ArrayList<>();
  final Map<String, PrefixList> lists = new LinkedHashMap<>();
  final Map<Class<?>, Unread> failures = new LinkedHashMap<>();

  ScopeLook(Scope scope) {
    this.scope = scope;
  }

  @Override
  public void failed(Unread why, Class<?>... types) {
    for (Class<?> type : types) {
      failures.putIfAbsent(type, why);
    }
  }

  void unread(String list, String why) {
    lists.put(list, PrefixList.unread(scope, list, why));
  }

  void take(Object rule) {
    if (rule instanceof GroupRule modelled) {
      rules.put(modelled.id(), modelled);
    } else if (rule instanceof OtherRule other) {
      otherRules.put(other.id(), other);
    }
  }
}
