package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.internal.VpcForm.TableForm;
import dev.tieline.check.Finding;
import dev.tieline.net.Cidr;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.PrimaryBlocks;
import dev.tieline.provider.TableRef;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Networks that we make: the VPC, and everything of ours in it. */
final class ManagedCompiler {
  private final Compiling compiling;
  private final Facts facts;
  private final Graph.Builder out;
  private final LinkNeeds needs;
  private final VpcChecks checks;
  private final Map<String, PrimaryBlocks.Primary<Vpc>> primaries;
  private final VSwitchCompiler vSwitchCompiler;
  private final TableCompiler tableCompiler;

  ManagedCompiler(Compiling compiling, LinkNeeds needs, VpcChecks checks) {
    this.compiling = compiling;
    this.needs = needs;
    this.checks = checks;
    facts = compiling.facts();
    out = compiling.out();
    vSwitchCompiler = new VSwitchCompiler(compiling, checks);
    tableCompiler = new TableCompiler(compiling);
    primaries =
        PrimaryBlocks.of(
            compiling.owner(),
            compiling.topology(),
            facts,
            new NetworkBlocks(compiling.owner(), facts));
  }

  Compiled compile(String name, VpcForm.Managed form) {
    Address address = Addresses.network(name);
    Scope scope = NetworkCompiler.scope(form);
    PrimaryBlocks.Primary<Vpc> primary = primaries.get(name);
    if (primary == null) {
      return withoutBlock(name, form);
    }
    checks.blocks(address, form, primary.cidr());
    @Nullable Vpc there = primary.vpc();
    if (there == null) {
      checks.quota(address, scope);
    } else {
      checks.doubles(address, there);
    }
    Node<VpcWish, Vpc> vpc =
        out.add(
            AliyunKinds.VPCS,
            address,
            scope,
            new VpcWish(
                primary.cidr(),
                form.userBlocks(),
                primary.formerly(),
                compiling.accountOr(scope),
                compiling.shown(address)));
    Ref<String> id = vpc.ref("id", Vpc::id);
    List<Node<?, ?>> before = new ArrayList<>(List.of(vpc));
    for (Cidr cidr : form.secondaryBlocks()) {
      before.add(secondary(address, scope, id, cidr));
    }
    Node<SystemTableWish, RouteTable> systemTable =
        out.add(
            AliyunKinds.SYSTEM_TABLES,
            address.child("system-table"),
            scope,
            new SystemTableWish(id));
    Ref<String> systemId = systemTable.ref("id", RouteTable::id);
    Site site = new Site(name, scope, id, there);
    ServingTables tables = tableCompiler.tables(site, true);
    tables.system(new TableRef(name + ".system", systemId, VpcForm.Managed.SYSTEM_TABLE));
    List<Cidr> bounds =
        Stream.concat(Stream.of(primary.cidr()), form.secondaryBlocks().stream()).toList();
    Map<String, Node<VSwitchWish, VSwitch>> vSwitches =
        vSwitchCompiler.all(site, form, bounds, systemId, before);
    for (TableForm table : form.tables()) {
      tableCompiler.own(site, table, vSwitches, before, tables);
    }
    tableCompiler.serve(site, vSwitches, form.tables(), tables);
    return new Compiled(
        name,
        Compiled.Form.MANAGED,
        scope,
        form.region(),
        compiling.account(scope),
        id,
        bounds.stream().map(BlockRef::known).toList(),
        tables.serving(),
        tables.idle(),
        vSwitchCompiler.refs(site, vSwitches),
        group(site),
        form.userBlocks(),
        before,
        compiling.trouble(scope).orElse(null));
  }

  private Compiled withoutBlock(String name, VpcForm.Managed form) {
    Scope scope = NetworkCompiler.scope(form);
    String subject = Addresses.network(name).path();
    Optional<String> broken = compiling.trouble(scope);
    if (broken.isEmpty()) {
      Optional<String> why = facts.unreadable(scope, Vpc.class);
      Finding finding =
          why.isPresent()
              ? NetworkFindings.unreadable(
                  subject, "the VPCs", scope, facts.unread(scope, why.get()))
              : NetworkFindings.error(
                  AliyunFindings.NO_FREE_BLOCK,
                  subject,
                  "no " + form.block() + " is left",
                  "The VPCs of " + scope + " and the networks linked with it have the rest",
                  "Widen the bounds, wish a smaller block, or give one");
      out.finding(finding);
      broken = Optional.of(finding.what());
    }
    return new Compiled(
        name,
        Compiled.Form.MANAGED,
        scope,
        form.region(),
        compiling.account(scope),
        Ref.known(Ref.placeholder("id", Addresses.network(name))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        broken.get());
  }

  private Node<VpcBlockWish, VpcBlock> secondary(
      Address address, Scope scope, Ref<String> vpc, Cidr cidr) {
    Node<MarkWish, Label> claim =
        out.add(
            AliyunKinds.BLOCK_CLAIMS,
            address.child("block-claim." + cidr),
            scope,
            new MarkWish(vpc, BlockClaims.of(address, cidr), false));
    return out.add(
        AliyunKinds.VPC_BLOCKS,
        address.child("block." + cidr),
        scope,
        new VpcBlockWish(vpc, cidr),
        claim);
  }

  private @Nullable Ref<String> group(Site site) {
    if (!needs.groups().contains(site.name())) {
      return null;
    }
    return out.add(
            AliyunKinds.SECURITY_GROUPS,
            site.address().child("group"),
            site.scope(),
            new GroupWish(site.id(), compiling.shown(site.address())))
        .ref("id", SecurityGroup::id);
  }
}
