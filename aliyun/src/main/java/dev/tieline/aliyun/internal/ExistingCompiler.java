package dev.tieline.aliyun.internal;

import dev.tieline.check.Finding;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Networks that are there, made by somebody else. */
final class ExistingCompiler {
  private final Compiling compiling;
  private final Facts facts;
  private final Graph.Builder out;

  ExistingCompiler(Compiling compiling) {
    this.compiling = compiling;
    facts = compiling.facts();
    out = compiling.out();
  }

  Compiled compile(String name, VpcForm.Existing form) {
    Address address = NetworkCompiler.address(name);
    Scope scope = NetworkCompiler.scope(form);
    Optional<String> broken = compiling.trouble(scope);
    if (broken.isEmpty()) {
      Optional<Finding> missing = missing(address, scope, form);
      missing.ifPresent(out::finding);
      broken = missing.map(Finding::what);
    }
    if (broken.isPresent()) {
      return new Compiled(
          name,
          Compiled.Form.EXISTING,
          scope,
          form.region(),
          compiling.account(scope),
          Ref.known(form.vpcId()),
          List.of(),
          List.of(),
          List.of(),
          null,
          List.of(),
          List.of(),
          broken.get());
    }
    if (!form.vSwitches().isEmpty()) {
      out.finding(
          NetworkFindings.error(
              AliyunFindings.NOT_MADE,
              address.path(),
              "vSwitches of network " + name + " are to be made",
              "This version makes no vSwitches in Alibaba Cloud",
              "Make them by hand and leave them out of the wish"));
    }
    Vpc vpc = inScope(form.vpcId(), scope).orElseThrow();
    List<TableRef> serving = new ArrayList<>();
    List<TableRef> idle = new ArrayList<>();
    tables(vpc, serving, idle);
    return new Compiled(
        name,
        Compiled.Form.EXISTING,
        scope,
        form.region(),
        // of a shared VPC the owner is another account, and only that one can peer it
        vpc.accountId().isEmpty() ? compiling.account(scope) : vpc.accountId(),
        Ref.known(vpc.id()),
        vpc.cidrs().stream().map(BlockRef::known).toList(),
        serving,
        idle,
        null,
        vpc.user(),
        List.of(),
        null);
  }

  /** Sorts the route tables by whether they serve a vSwitch. */
  private void tables(Vpc vpc, List<TableRef> serving, List<TableRef> idle) {
    Set<String> used = new HashSet<>();
    boolean unbound = false;
    for (VSwitch vSwitch : facts.find(VSwitch.class, new Keys.InVpc(vpc.id()))) {
      used.add(vSwitch.table());
      unbound |= vSwitch.table().isEmpty(); // the system table serves those that are bound to none
    }
    for (RouteTable table : facts.find(RouteTable.class, new Keys.InVpc(vpc.id()))) {
      boolean serves = used.contains(table.id()) || (table.system() && unbound);
      TableRef ref =
          new TableRef(
              table.id(),
              Ref.known(table.id()),
              table.name().isEmpty() && table.system()
                  ? VpcForm.Managed.SYSTEM_TABLE
                  : table.name());
      (serves ? serving : idle).add(ref);
    }
    serving.sort(Comparator.comparing(TableRef::label));
    idle.sort(Comparator.comparing(TableRef::label));
  }

  private Optional<Vpc> inScope(String id, Scope scope) {
    return facts.find(Vpc.class, id).stream().filter(v -> v.scope().equals(scope)).findFirst();
  }

  private Optional<Finding> missing(Address address, Scope scope, VpcForm.Existing form) {
    Optional<String> why = facts.unreadable(scope, Vpc.class);
    if (why.isPresent()) {
      return Optional.of(
          NetworkFindings.unreadable(
              address.path(), "VPC " + form.vpcId(), scope, facts.unread(scope, why.get())));
    }
    if (inScope(form.vpcId(), scope).isEmpty()) {
      String elsewhere =
          facts
              .one(Vpc.class, form.vpcId())
              .map(Vpc::scope)
              .or(() -> facts.one(Elsewhere.class, form.vpcId()).map(Elsewhere::scope))
              .map(s -> "It is in " + s + ": correct account or region in the wish")
              .orElse("Correct id, account or region in the wish, or create the VPC");
      return Optional.of(
          NetworkFindings.error(
              AliyunFindings.VPC_NOT_FOUND,
              address.path(),
              "there is no VPC "
                  + form.vpcId()
                  + " in region "
                  + scope.region()
                  + " of account "
                  + scope.account()
                  + Optional.ofNullable(compiling.account(scope))
                      .map(a -> " (" + a + ")")
                      .orElse(""),
              "The network is wished as existing, and nothing can be linked with it otherwise",
              elsewhere));
    }
    for (Class<?> type : List.of(VSwitch.class, RouteTable.class)) {
      why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        String what = type == VSwitch.class ? "the vSwitches" : "the route tables";
        return Optional.of(
            NetworkFindings.unreadable(
                address.path(),
                what + " of " + form.vpcId(),
                scope,
                facts.unread(scope, why.get())));
      }
    }
    return Optional.empty();
  }
}
