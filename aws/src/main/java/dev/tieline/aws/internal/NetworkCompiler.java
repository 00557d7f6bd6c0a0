package dev.tieline.aws.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.aws.AwsProvider;
import dev.tieline.aws.internal.VpcForm.AssociationForm;
import dev.tieline.aws.internal.VpcForm.SubnetForm;
import dev.tieline.aws.internal.VpcForm.TableForm;
import dev.tieline.check.Finding;
import dev.tieline.check.Severity;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import dev.tieline.topology.Consent;
import dev.tieline.topology.FreeBlock;
import dev.tieline.topology.Link;
import dev.tieline.topology.Network;
import dev.tieline.topology.Peering;
import dev.tieline.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the networks of a topology into objects, and says what those who compile links need to know
 * of each.
 */
final class NetworkCompiler {
  private final Owner owner;
  private final Topology topology;
  private final Facts facts;
  private final Graph.Builder out;
  private final Map<String, PrimaryBlocks.Primary> primaries;
  private final Set<String> withNames = new HashSet<>();
  private final Set<String> withGroup = new HashSet<>();
  private final Map<Scope, Integer> vpcs = new HashMap<>();

  private NetworkCompiler(Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    this.owner = owner;
    this.topology = topology;
    this.facts = facts;
    this.out = out;
    primaries = PrimaryBlocks.of(owner, topology, facts);
    for (Link link : topology.links().values()) {
      if (link instanceof Peering peering) {
        if (!PeeringOptions.of(peering).dnsOf().isEmpty()) {
          withNames.addAll(peering.networks());
        }
        if (!peering.flows().isEmpty()) {
          peering.networks().stream()
              .filter(n -> !peering.groups().containsKey(n))
              .forEach(withGroup::add);
        }
      }
    }
  }

  /** Adds the objects of all AWS networks, and returns the networks by name. */
  static Map<String, Compiled> compile(
      Owner owner, Topology topology, Facts facts, Graph.Builder out) {
    NetworkCompiler compiler = new NetworkCompiler(owner, topology, facts, out);
    Map<String, Compiled> compiled = new LinkedHashMap<>();
    topology
        .networks()
        .forEach(
            (name, network) -> {
              Object form = network.asData();
              if (form instanceof VpcForm.Managed managed) {
                compiled.put(name, compiler.managed(name, managed));
              } else if (form instanceof VpcForm.Existing existing) {
                compiled.put(name, compiler.existing(name, existing));
              } else if (form instanceof VpcForm.Foreign foreign) {
                compiled.put(name, compiler.foreign(name, foreign));
              }
            });
    compiled
        .values()
        .forEach(
            c -> {
              if (c.broken() == null) {
                out.network(c.name(), c.vpcId());
              }
            });
    return compiled;
  }

  static Address address(String network) {
    return new Address("network." + network);
  }

  static Scope scope(VpcForm form) {
    return new Scope(AwsProvider.CLOUD, form.account(), form.region());
  }

  // ---- managed ----

  private Compiled managed(String name, VpcForm.Managed form) {
    Address address = address(name);
    Scope scope = scope(form);
    PrimaryBlocks.Primary primary = primaries.get(name);
    if (primary == null) {
      return withoutBlock(name, form);
    }
    checkBlocks(address, form, primary.cidr());
    @Nullable Vpc there = primary.vpc();
    if (there == null) {
      checkQuota(address, scope);
    } else {
      checkDoubles(address, there);
    }
    Node<VpcWish, Vpc> vpc =
        out.add(
            AwsKinds.VPCS,
            address,
            scope,
            new VpcWish(
                primary.cidr(), form.ipv6(), primary.formerly(), accountOr(scope), shown(address)));
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
    boolean names = form.dnsHostnames() || withNames.contains(name);
    Place place = new Place(name, scope, id, there);
    before.addAll(attributes(place, names, true));
    ServingTables tables = tables(place, true);
    tables.main(new TableRef(name + ".main", mainTable.ref("id", RouteTable::id), ""));
    List<Cidr> bounds =
        Stream.concat(Stream.of(primary.cidr()), form.secondaryBlocks().stream()).toList();
    Map<String, Cidr> cidrs = subnetBlocks(place, bounds, form.subnets());
    Map<String, Node<SubnetWish, Subnet>> subnets = new LinkedHashMap<>();
    for (int i = 0; i < form.subnets().size(); i++) {
      SubnetForm subnet = form.subnets().get(i);
      Cidr cidr = cidrs.get(subnet.name());
      if (cidr != null) {
        subnets.put(
            subnet.name(),
            subnet(
                place,
                subnet,
                new SubnetWish(
                    id,
                    cidr,
                    ipv6 == null ? null : share(ipv6, i),
                    subnet.zone(),
                    mainTable.ref("id", RouteTable::id),
                    acl(place),
                    shown(place.address().child("subnet." + subnet.name()))),
                before));
      }
    }
    for (TableForm table : form.tables()) {
      own(place, table, subnets, tables);
    }
    serve(place, subnets, form.tables(), Map.of(), tables);
    return new Compiled(
        name,
        Compiled.Form.MANAGED,
        scope,
        form.region(),
        account(scope),
        id,
        blocks,
        tables.serving(),
        tables.idle(),
        group(place, form.ipv6()),
        names || namesOn(place),
        before,
        trouble(scope).orElse(null));
  }

  private Compiled withoutBlock(String name, VpcForm.Managed form) {
    Scope scope = scope(form);
    String subject = address(name).path();
    Optional<String> broken = trouble(scope);
    if (broken.isEmpty()) {
      Optional<String> why = facts.unreadable(scope, Vpc.class);
      Finding finding =
          why.isPresent()
              ? NetworkFindings.unreadable(subject, "the VPCs", scope, why.get())
              : NetworkFindings.error(
                  AwsFindings.NO_FREE_BLOCK,
                  subject,
                  "no " + form.block() + " is left",
                  "The VPCs of " + scope + " and the networks linked with it have the rest",
                  "Widen the bounds, wish a smaller block, or give one");
      out.finding(finding);
      broken = Optional.of(finding.what());
    }
    Ref<String> none = Ref.known(Ref.placeholder("id", address(name)));
    return new Compiled(
        name,
        Compiled.Form.MANAGED,
        scope,
        form.region(),
        account(scope),
        none,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        broken.get());
  }

  private void checkBlocks(Address address, VpcForm.Managed form, Cidr primary) {
    List<Cidr> all = Stream.concat(Stream.of(primary), form.secondaryBlocks().stream()).toList();
    for (Cidr cidr : all) {
      checkSize(address.path(), cidr);
    }
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) { // a VPC has a handful of blocks
        if (all.get(i).overlaps(all.get(j))) {
          out.finding(
              NetworkFindings.error(
                  AwsFindings.VPC_BLOCKS_OVERLAP,
                  address.path(),
                  "blocks " + all.get(i) + " and " + all.get(j) + " have addresses in common",
                  "Blocks of one VPC never overlap",
                  "Wish other secondary blocks"));
        }
      }
    }
    Optional<Quota> quota = quota(scope(form), Quotas.BLOCKS_PER_VPC);
    if (quota.isPresent() && all.size() > quota.get().value()) {
      out.finding(
          overQuota(
              AwsFindings.BLOCK_QUOTA,
              address.path(),
              all.size() + " IPv4 blocks are wished",
              "IPv4 blocks of a VPC",
              quota.get()));
    }
  }

  private void checkSize(String subject, Cidr cidr) {
    if (!cidr.isV4() || cidr.prefixLength() < 16 || cidr.prefixLength() > 28) {
      out.finding(
          NetworkFindings.error(
              AwsFindings.INVALID_BLOCK_SIZE,
              subject,
              "block " + cidr,
              "A VPC's and a subnet's IPv4 blocks are of /16 to /28",
              "Wish a block of that size"));
    }
  }

  private void checkQuota(Address address, Scope scope) {
    int there = facts.find(Vpc.class, new Keys.In(scope)).size();
    int after = vpcs.merge(scope, 1, Integer::sum) + there;
    Optional<Quota> quota = quota(scope, Quotas.VPCS_PER_REGION);
    if (quota.isPresent() && after > quota.get().value()) {
      out.finding(
          overQuota(
              AwsFindings.VPC_QUOTA,
              address.path(),
              scope + " has " + there + " VPCs, and with this one would have " + after,
              "VPCs of a region",
              quota.get()));
    }
  }

  private Optional<Quota> quota(Scope scope, String code) {
    return facts.one(Quota.class, new Keys.Quotas(scope, code));
  }

  private static Finding overQuota(
      String code, String subject, String what, String of, Quota quota) {
    return new Finding(
        code,
        quota.read() ? Severity.ERROR : Severity.WARNING,
        subject,
        what
            + "; the quota of "
            + of
            + " ("
            + quota.code()
            + ") is "
            + quota.value()
            + (quota.read() ? "" : " by default: the account's own was not read"),
        "AWS refuses what goes beyond",
        "Ask AWS for a higher quota (Service Quotas, " + quota.code() + "), or wish fewer");
  }

  private void checkDoubles(Address address, Vpc survivor) {
    for (Vpc vpc : Vpcs.marked(owner, address, survivor.scope(), facts)) {
      if (!vpc.id().equals(survivor.id()) && Vpcs.inUse(vpc, facts)) {
        out.finding(
            new Finding(
                AwsFindings.DOUBLED,
                Severity.ERROR,
                address.path(),
                "VPC " + vpc.id() + " bears the same mark as " + survivor.id() + ", and is in use",
                "One of them is not of this network, or both were made at once",
                "Move what uses one of them and delete it, or delete the tag "
                    + Marks.key(owner)
                    + " from it"));
      }
    }
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

  // ---- existing ----

  private Compiled existing(String name, VpcForm.Existing form) {
    Address address = address(name);
    Scope scope = scope(form);
    Optional<String> broken = trouble(scope);
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
          account(scope),
          Ref.known(form.vpcId()),
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          List.of(),
          broken.get());
    }
    Vpc vpc = inScope(form.vpcId(), scope).orElseThrow();
    Ref<String> id = Ref.known(vpc.id());
    Place place = new Place(name, scope, id, vpc);
    List<Node<?, ?>> before = new ArrayList<>();
    before.addAll(attributes(place, withNames.contains(name), false));
    ServingTables tables = tables(place, false);
    Ref<String> main =
        facts.find(RouteTable.class, new Keys.InVpc(vpc.id())).stream()
            .filter(RouteTable::main)
            .map(t -> Ref.known(t.id()))
            .findFirst()
            .orElseGet(() -> Ref.known(""));
    List<Cidr> bounds = vpc.cidrs().stream().filter(Cidr::isV4).toList();
    Map<String, Cidr> cidrs = subnetBlocks(place, bounds, form.subnets());
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
                acl(place),
                shown(address.child("subnet." + subnet.name())));
        subnets.put(subnet.name(), subnet(place, subnet, wish, List.of()));
      }
    }
    Map<String, String> bound = new HashMap<>();
    for (AssociationForm association : form.associations()) {
      bind(place, association, tables)
          .ifPresent(table -> bound.put(association.subnet(), table.label()));
    }
    serve(place, subnets, List.of(), bound, tables);
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
        namesWillBeOn(place, withNames.contains(name)),
        before,
        null);
  }

  /** What keeps an account from being used, which is a finding already. */
  private Optional<String> trouble(Scope scope) {
    return facts.one(Trouble.class, scope.account()).map(Trouble::what);
  }

  private Optional<Vpc> inScope(String id, Scope scope) {
    return facts.find(Vpc.class, id).stream().filter(v -> v.scope().equals(scope)).findFirst();
  }

  private Optional<Finding> missing(Address address, Scope scope, VpcForm.Existing form) {
    Optional<String> why = facts.unreadable(scope, Vpc.class);
    if (why.isPresent()) {
      return Optional.of(
          NetworkFindings.unreadable(address.path(), "VPC " + form.vpcId(), scope, why.get()));
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
                  + Optional.ofNullable(account(scope)).map(a -> " (" + a + ")").orElse(""),
              "The network is wished as existing, and nothing can be linked with it otherwise",
              elsewhere));
    }
    for (Class<?> type : List.of(Subnet.class, RouteTable.class)) {
      why = facts.unreadable(scope, type);
      if (why.isPresent()) {
        String what = type == Subnet.class ? "the subnets" : "the route tables";
        return Optional.of(
            NetworkFindings.unreadable(
                address.path(), what + " of " + form.vpcId(), scope, why.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<TableRef> bind(Place place, AssociationForm form, ServingTables tables) {
    List<TableRef> called = tables.called(form.table());
    if (called.size() != 1) {
      out.finding(
          NetworkFindings.error(
              AwsFindings.ROUTE_TABLE_NOT_FOUND,
              place.address().path(),
              (called.isEmpty() ? "no route table" : called.size() + " route tables")
                  + " of the VPC called "
                  + form.table(),
              "Subnet " + form.subnet() + " is wished to have it",
              "Name one of " + tables.all().stream().map(NetworkCompiler::words).toList()));
      return Optional.empty();
    }
    Optional<Subnet> subnet =
        facts.find(Subnet.class, form.subnet()).stream()
            .filter(s -> s.scope().equals(place.scope()) && place.is(s.vpc()))
            .findFirst();
    if (subnet.isEmpty()) {
      out.finding(
          NetworkFindings.error(
              AwsFindings.SUBNET_NOT_FOUND,
              place.address().path(),
              "no subnet " + form.subnet() + " in the VPC",
              "It is wished to have route table " + form.table(),
              "Correct the subnet's id in the wish"));
      return Optional.empty();
    }
    associate(
        place,
        form.subnet(),
        Ref.known(form.subnet()),
        subnet.get(),
        called.get(0).id(),
        List.of());
    return Optional.of(called.get(0));
  }

  private static String words(TableRef table) {
    return table.name().isEmpty() ? table.id().toString() : table.id() + " " + table.name();
  }

  // ---- foreign ----

  private Compiled foreign(String name, VpcForm.Foreign form) {
    return new Compiled(
        name,
        Compiled.Form.FOREIGN,
        null,
        form.region(),
        form.account(),
        Ref.known(form.vpcId()),
        form.blocks().stream().map(BlockRef::known).toList(),
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        null);
  }

  // ---- what managed and existing networks share ----

  /**
   * A network whose parts are being compiled.
   *
   * @param vpc the VPC; null if it is not there yet
   */
  private record Place(String name, Scope scope, Ref<String> id, @Nullable Vpc vpc) {
    Address address() {
      return NetworkCompiler.address(name);
    }

    boolean is(String vpcId) {
      return vpc != null && vpc.id().equals(vpcId);
    }

    <T> List<T> parts(Facts facts, Class<T> type) {
      return vpc == null ? List.of() : facts.find(type, new Keys.InVpc(vpc.id()));
    }
  }

  private String shown(Address address) {
    return owner.topology() + "-" + Mine.display(address);
  }

  private @Nullable String account(Scope scope) {
    return facts.one(Caller.class, scope.account()).map(Caller::accountId).orElse(null);
  }

  private String accountOr(Scope scope) {
    String id = account(scope);
    return id == null ? scope.account() : id;
  }

  /** Returns the blocks of the wished subnets by name; one for which none is free is missing. */
  private Map<String, Cidr> subnetBlocks(Place place, List<Cidr> bounds, List<SubnetForm> forms) {
    Map<String, Cidr> blocks = new HashMap<>();
    for (SubnetForm form : forms) {
      if (form.block() instanceof BlockWish.Fixed fixed) {
        checkSubnet(place, form.name(), fixed.cidr(), bounds, blocks);
        blocks.put(form.name(), fixed.cidr());
      } else if (form.block() instanceof BlockWish.Free free) {
        chosenBefore(place, form.name(), free).ifPresent(cidr -> blocks.put(form.name(), cidr));
      }
    }
    List<Cidr> used = new ArrayList<>(blocks.values());
    place.parts(facts, Subnet.class).forEach(s -> used.addAll(s.cidrs()));
    for (SubnetForm form : forms) {
      if (form.block() instanceof BlockWish.Free free && !blocks.containsKey(form.name())) {
        Optional<Cidr> cidr =
            PrimaryBlocks.firstFree(within(bounds, free), free.prefixLength(), used);
        if (cidr.isPresent()) {
          blocks.put(form.name(), cidr.get());
          used.add(cidr.get());
          checkSize(part(place, "subnet." + form.name()), cidr.get());
        } else {
          out.finding(
              NetworkFindings.error(
                  AwsFindings.NO_FREE_BLOCK,
                  part(place, "subnet." + form.name()),
                  "no free /" + free.prefixLength() + " is left in " + bounds,
                  "The other subnets of the VPC have the rest",
                  "Wish a smaller block, or add a block to the VPC"));
        }
      }
    }
    return blocks;
  }

  /** Returns where to choose a subnet's block from; bounds that nobody gave are the VPC's own. */
  private static CidrSet within(List<Cidr> bounds, BlockWish.Free free) {
    CidrSet all = CidrSet.copyOf(bounds);
    boolean given = !free.within().equals(FreeBlock.of(free.prefixLength()).within());
    return given ? all.intersection(free.within()) : all;
  }

  private Optional<Cidr> chosenBefore(Place place, String name, BlockWish.Free free) {
    return facts
        .find(Subnet.class, new Keys.Marked(owner, place.address().child("subnet." + name)))
        .stream()
        .filter(s -> place.is(s.vpc()))
        .flatMap(s -> s.cidrs().stream())
        .filter(c -> c.isV4() && c.prefixLength() == free.prefixLength())
        .findFirst();
  }

  private static String part(Place place, String segment) {
    return place.address().child(segment).path();
  }

  private void checkSubnet(
      Place place, String name, Cidr cidr, List<Cidr> bounds, Map<String, Cidr> others) {
    String subject = part(place, "subnet." + name);
    checkSize(subject, cidr);
    if (bounds.stream().noneMatch(b -> b.contains(cidr))) {
      out.finding(
          NetworkFindings.error(
              AwsFindings.SUBNET_OUTSIDE_VPC,
              subject,
              "block " + cidr + " is in none of the VPC's blocks " + bounds,
              "A subnet's block is a part of one of its VPC's blocks",
              "Wish a block inside of them, or add one to the VPC"));
    }
    others.forEach(
        (other, block) -> {
          if (block.overlaps(cidr)) {
            out.finding(
                NetworkFindings.error(
                    AwsFindings.SUBNET_OVERLAP,
                    subject,
                    "block " + cidr + " overlaps " + block + " of subnet " + other,
                    "No two subnets of a VPC have an address in common",
                    "Wish another block for one of them"));
          }
        });
  }

  private Node<SubnetWish, Subnet> subnet(
      Place place, SubnetForm form, SubnetWish wish, List<Node<?, ?>> before) {
    return out.add(
        AwsKinds.SUBNETS,
        place.address().child("subnet." + form.name()),
        place.scope(),
        wish,
        before.stream()
            .filter(n -> n.kind() == AwsKinds.VPC_BLOCKS) // it may lie in a secondary one
            .toArray(Node<?, ?>[]::new));
  }

  /** Returns the network ACL that a new subnet gets. */
  private String acl(Place place) {
    return place.parts(facts, Acl.class).stream()
        .filter(Acl::isDefault)
        .map(Acl::id)
        .findFirst()
        .orElseGet(() -> Vpcs.acl(place.address()));
  }

  /** Returns the subnet that is there with the wished block. */
  private Optional<Subnet> there(Place place, Node<SubnetWish, Subnet> node) {
    return place.parts(facts, Subnet.class).stream()
        .filter(s -> s.cidrs().contains(node.wish().block()))
        .findFirst();
  }

  private void own(
      Place place,
      TableForm form,
      Map<String, Node<SubnetWish, Subnet>> subnets,
      ServingTables tables) {
    Node<RouteTableWish, RouteTable> table =
        out.add(
            AwsKinds.ROUTE_TABLES,
            place.address().child("table." + form.name()),
            place.scope(),
            new RouteTableWish(place.id(), shown(place.address().child("table." + form.name()))));
    Ref<String> id = table.ref("id", RouteTable::id);
    tables.add(new TableRef(place.name() + "." + form.name(), id, form.name()));
    for (String name : form.subnets()) {
      Node<SubnetWish, Subnet> subnet = subnets.get(name);
      if (subnet != null) {
        associate(
            place,
            name,
            subnet.ref("id", Subnet::id),
            there(place, subnet).orElse(null),
            id,
            List.of());
      }
    }
  }

  private void associate(
      Place place,
      String name,
      Ref<String> subnet,
      @Nullable Subnet there,
      Ref<String> table,
      List<Node<?, ?>> after) {
    Holder holder = there == null || Marks.ours(owner, there.tags()) ? Holder.OURS : foreign();
    List<Node<?, ?>> needs = new ArrayList<>(after);
    if (there != null && holder != Holder.OURS) {
      oldTable(there, table, holder)
          .ifPresent(
              old ->
                  needs.add(
                      before(
                          AwsKinds.TABLE_BEFORES,
                          place,
                          there.id(),
                          new LabelWish(subnet, Associations.SUBJECT, old, table))));
    }
    out.add(
        AwsKinds.ASSOCIATIONS,
        place.address().child("association." + name),
        place.scope(),
        new AssociationWish(subnet, table, holder),
        needs.toArray(Node<?, ?>[]::new));
  }

  /** Returns what to keep in mind of a subnet of somebody else; empty if nothing is changed. */
  private Optional<String> oldTable(Subnet subnet, Ref<String> table, Holder holder) {
    Optional<Label> kept = AwsKinds.TABLE_BEFORES.on(subnet, owner, Associations.SUBJECT);
    if (kept.isPresent()) {
      return kept.map(TableBefores::old);
    }
    String now =
        Associations.of(owner, subnet, facts)
            .map(SubnetAssociation::table)
            .orElse(Associations.MAIN);
    boolean fits = table instanceof Ref.Known<String> known && known.value().equals(now);
    return fits || holder == Holder.FOREIGN ? Optional.empty() : Optional.of(now);
  }

  private Holder foreign() {
    return topology.consents().contains(Consent.CHANGE_FOREIGN_ATTRIBUTES)
        ? Holder.CONSENTING
        : Holder.FOREIGN;
  }

  private Node<LabelWish, Label> before(
      NetworkLabels<?> kind, Place place, String holder, LabelWish wish) {
    Address address = place.address().child("before-image." + holder + "." + wish.subject());
    return out.add(kind, address, place.scope(), wish);
  }

  private List<Node<?, ?>> attributes(Place place, boolean wished, boolean managed) {
    List<Node<?, ?>> nodes = new ArrayList<>();
    if (!wished) {
      return nodes;
    }
    for (VpcAttribute.Name name : VpcAttribute.Name.values()) {
      Optional<VpcAttribute> now = attribute(place, name);
      boolean off = now.isPresent() && !now.get().on();
      boolean noted = now.isPresent() && now.get().note() != null;
      if (managed && (off || name == VpcAttribute.Name.DNS_HOSTNAMES)) {
        nodes.add(attribute(place, name, Holder.OURS)); // the other one is on in every new VPC
      } else if (!managed && (noted || (off && foreign() == Holder.CONSENTING))) {
        Node<LabelWish, Label> note =
            before(
                AwsKinds.ATTRIBUTE_BEFORES,
                place,
                place.id().toString(),
                new LabelWish(
                    place.id(),
                    name.text(),
                    VpcAttributeSettings.OFF,
                    Ref.known(VpcAttributeSettings.ON)));
        nodes.add(attribute(place, name, foreign(), note));
      }
    }
    return nodes;
  }

  private Node<?, ?> attribute(
      Place place, VpcAttribute.Name name, Holder holder, Node<?, ?>... after) {
    return out.add(
        AwsKinds.VPC_ATTRIBUTES,
        place.address().child("attribute." + name.text()),
        place.scope(),
        new VpcAttributeWish(place.id(), name, holder),
        after);
  }

  private Optional<VpcAttribute> attribute(Place place, VpcAttribute.Name name) {
    return place.vpc() == null
        ? Optional.empty()
        : VpcAttributeSettings.of(owner, place.vpc(), name, facts);
  }

  private boolean namesOn(Place place) {
    return Arrays.stream(VpcAttribute.Name.values())
        .allMatch(name -> attribute(place, name).filter(VpcAttribute::on).isPresent());
  }

  private @Nullable Boolean namesWillBeOn(Place place, boolean wished) {
    if (attribute(place, VpcAttribute.Name.DNS_HOSTNAMES).isEmpty()) {
      return null;
    }
    return namesOn(place) || (wished && foreign() == Holder.CONSENTING);
  }

  private @Nullable Ref<String> group(Place place, boolean ipv6) {
    if (!withGroup.contains(place.name())) {
      return null;
    }
    return out.add(
            AwsKinds.SECURITY_GROUPS,
            place.address().child("group"),
            place.scope(),
            new GroupWish(place.id(), "tieline-" + owner.topology() + "-" + place.name(), ipv6))
        .ref("id", SecurityGroup::id);
  }

  /** Collects the tables that are there and stay. */
  private ServingTables tables(Place place, boolean managed) {
    ServingTables tables = new ServingTables();
    for (RouteTable table : place.parts(facts, RouteTable.class)) {
      Optional<Address> mark =
          Marks.address(owner, table.tags()).filter(Mine.partOfNetwork("table"));
      if (managed && table.main()) {
        tables.add(table, place.name() + ".main");
      } else if (mark.isEmpty()) {
        tables.add(table, table.id());
      } else if (wished(mark.get())) {
        tables.add(table, Mine.name(new Address(mark.get().part())) + "." + Mine.name(mark.get()));
      }
    }
    return tables;
  }

  private boolean wished(Address table) {
    Network network = topology.networks().get(Mine.name(new Address(table.part())));
    return network != null
        && network.asData() instanceof VpcForm.Managed form
        && form.tables().stream().anyMatch(t -> t.name().equals(Mine.name(table)));
  }

  /** Works out which tables serve a subnet, be it there or wished. */
  private void serve(
      Place place,
      Map<String, Node<SubnetWish, Subnet>> subnets,
      List<TableForm> forms,
      Map<String, String> bound,
      ServingTables tables) {
    Map<String, String> own = new HashMap<>();
    for (TableForm form : forms) {
      form.subnets().forEach(s -> own.put(s, place.name() + "." + form.name()));
    }
    Map<String, String> explicit = new HashMap<>();
    for (RouteTable table : place.parts(facts, RouteTable.class)) {
      for (Association association : table.associations()) {
        if (association.subnet() != null) {
          tables.label(table.id()).ifPresent(l -> explicit.put(association.subnet(), l));
        }
      }
    }
    Set<String> served = new HashSet<>();
    subnets.forEach(
        (name, node) -> {
          Optional<Subnet> there = there(place, node);
          there.ifPresent(s -> served.add(s.id()));
          String now = there.map(s -> explicit.get(s.id())).orElse(null);
          tables.serve(own.getOrDefault(name, now));
        });
    for (Subnet subnet : place.parts(facts, Subnet.class)) {
      boolean goes =
          Marks.address(owner, subnet.tags()).isPresent() && !Marks.shared(owner, subnet.tags());
      if (!goes && !served.contains(subnet.id())) {
        tables.serve(bound.getOrDefault(subnet.id(), explicit.get(subnet.id())));
      }
    }
  }
}
