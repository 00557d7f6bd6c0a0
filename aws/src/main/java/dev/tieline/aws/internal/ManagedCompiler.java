package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.aws.internal.VpcForm.SubnetForm;
import dev.tieline.aws.internal.VpcForm.TableForm;
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
import java.util.LinkedHashMap;
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
  private final SubnetCompiler subnetCompiler;
  private final TableCompiler tableCompiler;
  private final AttributeCompiler attributes;

  ManagedCompiler(Compiling compiling, LinkNeeds needs, VpcChecks checks) {
    this.compiling = compiling;
    this.needs = needs;
    this.checks = checks;
    facts = compiling.facts();
    out = compiling.out();
    subnetCompiler = new SubnetCompiler(compiling, checks);
    tableCompiler = new TableCompiler(compiling);
    attributes = new AttributeCompiler(compiling);
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
            AwsKinds.VPCS,
            address,
            scope,
            new VpcWish(
                primary.cidr(),
                form.ipv6(),
                primary.formerly(),
                compiling.accountOr(scope),
                compiling.shown(address)));
    Ref<String> id = vpc.ref("id", Vpc::id);
    List<Node<?, ?>> before = new ArrayList<>(List.of(vpc));
    List<BlockRef> blocks = new ArrayList<>(List.of(BlockRef.known(primary.cidr())));
    for (Cidr cidr : form.secondaryBlocks()) {
      before.add(secondary(address, scope, id, cidr));
      blocks.add(BlockRef.known(cidr));
    }
    @Nullable Node<VpcBlockWish, VpcBlock> ipv6 = null;
    if (form.ipv6()) {
      boolean comes = there == null || there.cidrs().stream().anyMatch(Cidr::isV6);
      ipv6 =
          out.add(
              AwsKinds.VPC_BLOCKS,
              address.child("block.ipv6"),
              scope,
              new VpcBlockWish(id, null, comes));
      before.add(ipv6);
      blocks.add(new BlockRef("ipv6", true, VpcBlocks.ref(ipv6)));
    }
    Node<MainTableWish, RouteTable> mainTable =
        out.add(AwsKinds.MAIN_TABLES, address.child("main-table"), scope, new MainTableWish(id));
    boolean names = form.dnsHostnames() || needs.names().contains(name);
    Site site = new Site(name, scope, id, there);
    before.addAll(attributes.all(site, names, true));
    ServingTables tables = tableCompiler.tables(site, true);
    tables.main(
        new TableRef(
            name + ".main", mainTable.ref("id", RouteTable::id), VpcForm.Managed.MAIN_TABLE));
    List<Cidr> bounds =
        Stream.concat(Stream.of(primary.cidr()), form.secondaryBlocks().stream()).toList();
    Map<String, Cidr> cidrs = subnetCompiler.blocks(site, bounds, form.subnets());
    Map<String, Node<SubnetWish, Subnet>> subnets = new LinkedHashMap<>();
    for (int i = 0; i < form.subnets().size(); i++) {
      SubnetForm subnet = form.subnets().get(i);
      Cidr cidr = cidrs.get(subnet.name());
      if (cidr != null) {
        subnets.put(
            subnet.name(),
            subnetCompiler.subnet(
                site,
                subnet,
                new SubnetWish(
                    id,
                    cidr,
                    ipv6 == null ? null : share(ipv6, i),
                    subnet.zone(),
                    mainTable.ref("id", RouteTable::id),
                    subnetCompiler.acl(site),
                    compiling.shown(site.address().child("subnet." + subnet.name()))),
                before));
      }
    }
    for (TableForm table : form.tables()) {
      tableCompiler.own(site, table, subnets, tables);
    }
    tableCompiler.serve(site, subnets, form.tables(), Map.of(), tables);
    return new Compiled(
        name,
        Compiled.Form.MANAGED,
        scope,
        form.region(),
        compiling.account(scope),
        id,
        blocks,
        tables.serving(),
        tables.idle(),
        group(site, form.ipv6()),
        names || attributes.namesOn(site),
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
                  AwsFindings.NO_FREE_BLOCK,
                  subject,
                  "no " + form.block() + " is left",
                  "The VPCs of "
                      + scope
                      + " and the networks linked with it have the rest, or their vendors"
                      + " reserve it",
                  "Widen the bounds, wish a smaller block, or give one");
      out.finding(finding);
      broken = Optional.of(finding.what());
    }
    Ref<String> none = Ref.known(Ref.placeholder("id", Addresses.network(name)));
    return new Compiled(
        name,
        Compiled.Form.MANAGED,
        scope,
        form.region(),
        compiling.account(scope),
        none,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        broken.get());
  }

  private Node<VpcBlockWish, VpcBlock> secondary(
      Address address, Scope scope, Ref<String> vpc, Cidr cidr) {
    Node<LabelWish, Label> claim =
        out.add(
            AwsKinds.BLOCK_CLAIMS,
            address.child("block-claim." + cidr),
            scope,
            new LabelWish(vpc, cidr.toString(), "block", null));
    return out.add(
        AwsKinds.VPC_BLOCKS,
        address.child("block." + cidr),
        scope,
        new VpcBlockWish(vpc, cidr, false),
        claim);
  }

  /** Returns the n-th /64 of a block, counted from 0. */
  private static Ref<Cidr> share(Node<?, VpcBlock> ipv6, int n) {
    return ipv6.ref(
        "/64 number " + n,
        b -> {
          Cidr cidr = requireNonNull(b.cidr(), "cidr");
          // The interface identifier takes 64 bits, the VPC's block the first 56 (RFC 4291, 2.5.1)
          Cidr block = Cidr.of(cidr.first(), 64);
          for (int i = 0; i < n; i++) {
            block = Cidr.of(block.last().next(), 64);
          }
          return block;
        });
  }

  private @Nullable Ref<String> group(Site site, boolean ipv6) {
    if (!needs.groups().contains(site.name())) {
      return null;
    }
    return out.add(
            AwsKinds.SECURITY_GROUPS,
            site.address().child("group"),
            site.scope(),
            new GroupWish(
                site.id(), "tieline-" + compiling.owner().topology() + "-" + site.name(), ipv6))
        .ref("id", SecurityGroup::id);
  }
}
