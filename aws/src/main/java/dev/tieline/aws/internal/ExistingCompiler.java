package dev.tieline.aws.internal;

import dev.tieline.aws.internal.VpcForm.AssociationForm;
import dev.tieline.aws.internal.VpcForm.SubnetForm;
import dev.tieline.check.Finding;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.Elsewhere;
import dev.tieline.provider.Keys;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that are there, made by somebody else, with parts of ours in them. */
final class ExistingCompiler {
  private final Compiling compiling;
  private final Facts facts;
  private final Graph.Builder out;
  private final LinkNeeds needs;
  private final SubnetCompiler subnetCompiler;
  private final TableCompiler tableCompiler;
  private final AttributeCompiler attributes;

  ExistingCompiler(Compiling compiling, LinkNeeds needs, VpcChecks checks) {
    this.compiling = compiling;
    this.needs = needs;
    facts = compiling.facts();
    out = compiling.out();
    subnetCompiler = new SubnetCompiler(compiling, checks);
    tableCompiler = new TableCompiler(compiling);
    attributes = new AttributeCompiler(compiling);
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
      return broken(name, form, scope, broken.get());
    }
    Vpc vpc = inScope(form.vpcId(), scope).orElseThrow();
    Ref<String> id = Ref.known(vpc.id());
    Site site = new Site(name, scope, id, vpc);
    // Before anything that may be unreadable: what is not wished is set back.
    List<Node<?, ?>> before = attributes.all(site, needs.names().contains(name), false);
    Optional<Finding> unreadable = unreadable(address, scope, form);
    if (unreadable.isPresent()) {
      out.finding(unreadable.get());
      return broken(name, form, scope, unreadable.get().what());
    }
    ServingTables tables = tableCompiler.tables(site, false);
    Ref<String> main =
        facts.find(RouteTable.class, new Keys.InVpc(vpc.id())).stream()
            .filter(RouteTable::main)
            .map(t -> Ref.known(t.id()))
            .findFirst()
            .orElseGet(() -> Ref.known(""));
    List<Cidr> bounds = vpc.cidrs().stream().filter(Cidr::isV4).toList();
    Map<String, Cidr> cidrs = subnetCompiler.blocks(site, bounds, form.subnets());
    Map<String, Node<SubnetWish, Subnet>> subnets = new LinkedHashMap<>();
    for (SubnetForm subnet : form.subnets()) {
      Cidr cidr = cidrs.get(subnet.name());
      if (cidr != null) {
        SubnetWish wish =
            new SubnetWish(
                id,
                cidr,
                null,
                subnet.zone(),
                main,
                subnetCompiler.acl(site),
                compiling.shown(address.child("subnet." + subnet.name())));
        subnets.put(subnet.name(), subnetCompiler.subnet(site, subnet, wish, List.of()));
      }
    }
    Map<String, String> bound = new LinkedHashMap<>();
    for (AssociationForm association : form.associations()) {
      tableCompiler
          .bind(site, association, tables)
          .ifPresent(table -> bound.put(association.subnet(), table.label()));
    }
    tableCompiler.serve(site, subnets, List.of(), bound, tables);
    return new Compiled(
        name,
        Compiled.Form.EXISTING,
        scope,
        form.region(),
        vpc.accountId(),
        id,
        vpc.cidrs().stream().map(BlockRef::known).toList(),
        tables.serving(),
        tables.idle(),
        null,
        attributes.namesWillBeOn(site, needs.names().contains(name)),
        before,
        null);
  }

  private Compiled broken(String name, VpcForm.Existing form, Scope scope, String why) {
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
        null,
        List.of(),
        why);
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
              AwsFindings.VPC_NOT_FOUND,
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
    return Optional.empty();
  }

  /** What must be known of the VPC's parts before anything is made of it. */
  private Optional<Finding> unreadable(Address address, Scope scope, VpcForm.Existing form) {
    for (Class<?> type : List.of(Subnet.class, RouteTable.class)) {
      Optional<String> why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        String what = type == Subnet.class ? "the subnets" : "the route tables";
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
