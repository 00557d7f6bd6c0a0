package dev.tieline.aliyun.internal;

import dev.tieline.check.Finding;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that are there, made by somebody else. */
final class ExistingCompiler {
  private final Compiling compiling;
  private final Facts facts;
  private final Graph.Builder out;
  private final VSwitchCompiler vSwitchCompiler;
  private final TableCompiler tableCompiler;

  ExistingCompiler(Compiling compiling, VpcChecks checks) {
    this.compiling = compiling;
    vSwitchCompiler = new VSwitchCompiler(compiling, checks);
    tableCompiler = new TableCompiler(compiling);
    facts = compiling.facts();
    out = compiling.out();
  }

  Compiled compile(String name, VpcForm.Existing form) {
    Address address = Addresses.network(name);
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
          List.of(),
          null,
          List.of(),
          List.of(),
          broken.get());
    }
    Vpc vpc = inScope(form.vpcId(), scope).orElseThrow();
    Site site = new Site(name, scope, Ref.known(vpc.id()), vpc);
    ServingTables tables = tableCompiler.tables(site, false);
    Ref<String> system =
        site.parts(facts, RouteTable.class).stream()
            .filter(RouteTable::system)
            .map(t -> Ref.known(t.id()))
            .findFirst()
            .orElseGet(() -> Ref.known(""));
    List<Cidr> bounds = vpc.cidrs().stream().filter(Cidr::isV4).toList();
    Map<String, Node<VSwitchWish, VSwitch>> vSwitches =
        vSwitchCompiler.all(site, form, bounds, system, List.of());
    tableCompiler.serve(site, vSwitches, List.of(), tables);
    return new Compiled(
        name,
        Compiled.Form.EXISTING,
        scope,
        form.region(),
        // of a shared VPC the owner is another account, and only that one can peer it
        vpc.accountId().isEmpty() ? compiling.account(scope) : vpc.accountId(),
        site.id(),
        vpc.cidrs().stream().map(BlockRef::known).toList(),
        tables.serving(),
        tables.idle(),
        vSwitchCompiler.refs(site, vSwitches),
        null,
        vpc.user(),
        List.of(),
        null);
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
