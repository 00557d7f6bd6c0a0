package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.internal.VpcForm.VSwitchForm;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Marks;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.PrimaryBlocks;
import dev.tieline.snapshot.Route.Origin;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import dev.tieline.topology.FreeBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** VSwitches to be made: their blocks, given or chosen, and their objects. */
final class VSwitchCompiler {
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final VpcChecks checks;
  private final Function<Address, String> shown;
  private final Set<String> networks;

  VSwitchCompiler(Compiling compiling, VpcChecks checks) {
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
    this.checks = checks;
    shown = compiling::shown;
    networks = compiling.topology().networks().keySet();
  }

  /** Returns the blocks of the wished vSwitches by name; one for which none is free is missing. */
  Map<String, Cidr> blocks(Site site, List<Cidr> bounds, List<VSwitchForm> forms) {
    Map<String, Cidr> blocks = new LinkedHashMap<>();
    for (VSwitchForm form : forms) {
      if (form.block() instanceof BlockWish.Fixed fixed) {
        checkVSwitch(site, form.name(), fixed.cidr(), bounds, blocks);
        blocks.put(form.name(), fixed.cidr());
      } else if (form.block() instanceof BlockWish.Free free) {
        chosenBefore(site, form.name(), free).ifPresent(cidr -> blocks.put(form.name(), cidr));
      }
    }
    List<Cidr> used = new ArrayList<>(blocks.values());
    site.parts(facts, VSwitch.class).forEach(s -> used.addAll(s.cidrs()));
    for (VSwitchForm form : forms) {
      if (form.block() instanceof BlockWish.Free free && !blocks.containsKey(form.name())) {
        List<Cidr> taken = new ArrayList<>(used);
        taken.addAll(destinations(site, free.prefixLength()));
        Optional<Cidr> cidr =
            PrimaryBlocks.firstFree(within(bounds, free), free.prefixLength(), taken);
        if (cidr.isPresent()) {
          blocks.put(form.name(), cidr.get());
          used.add(cidr.get());
        } else {
          out.finding(
              NetworkFindings.error(
                  AliyunFindings.NO_FREE_BLOCK,
                  part(site, "vswitch." + form.name()),
                  "no free /" + free.prefixLength() + " is left in " + bounds,
                  "The other vSwitches of the VPC have the rest",
                  "Wish a smaller block, or add a block to the VPC"));
        }
      }
    }
    return blocks;
  }

  /** Returns where to choose a vSwitch's block from; bounds that nobody gave are the VPC's own. */
  private static CidrSet within(List<Cidr> bounds, BlockWish.Free free) {
    CidrSet all = CidrSet.copyOf(bounds);
    boolean given = !free.within().equals(FreeBlock.of(free.prefixLength()).within());
    return given ? all.intersection(free.within()) : all;
  }

  /** Returns the block of our vSwitch of that name, also where its network was renamed since. */
  private Optional<Cidr> chosenBefore(Site site, String name, BlockWish.Free free) {
    return site.parts(facts, VSwitch.class).stream()
        .filter(s -> Marks.address(owner, s.tags()).filter(a -> means(site, name, a)).isPresent())
        .flatMap(s -> s.cidrs().stream())
        .filter(c -> c.isV4() && c.prefixLength() == free.prefixLength())
        .findFirst();
  }

  private boolean means(Site site, String name, Address mark) {
    return Addresses.partOfNetwork("vswitch").test(mark)
        && Addresses.name(mark).equals(name)
        && (mark.part().equals(site.address().path())
            || !networks.contains(Addresses.name(new Address(mark.part()))));
  }

  /** Returns the destinations that would be in a block: the cloud makes no vSwitch over them. */
  private List<Cidr> destinations(Site site, int prefixLength) {
    return site.parts(facts, Route.class).stream()
        .filter(r -> r.origin() == Origin.STATIC && !r.marks().containsKey(owner))
        .map(Route::destination)
        .filter(d -> d.isV4() && d.prefixLength() >= prefixLength)
        .toList();
  }

  private static String part(Site site, String segment) {
    return site.address().child(segment).path();
  }

  private void checkVSwitch(
      Site site, String name, Cidr cidr, List<Cidr> bounds, Map<String, Cidr> others) {
    String subject = part(site, "vswitch." + name);
    if (bounds.stream().noneMatch(b -> b.contains(cidr))) {
      out.finding(
          NetworkFindings.error(
              AliyunFindings.V_SWITCH_OUTSIDE_VPC,
              subject,
              "block " + cidr + " is in none of the VPC's blocks " + bounds,
              "A vSwitch's block is a part of one of its VPC's blocks",
              "Wish a block inside of them, or add one to the VPC"));
    }
    checkRoutes(site, subject, cidr);
    others.forEach(
        (other, block) -> {
          if (block.overlaps(cidr)) {
            out.finding(
                NetworkFindings.error(
                    AliyunFindings.V_SWITCH_OVERLAP,
                    subject,
                    "block " + cidr + " overlaps " + block + " of vSwitch " + other,
                    "No two vSwitches of a VPC have an address in common",
                    "Wish another block for one of them"));
          }
        });
  }

  /** The cloud refuses a block that has the destination of an entry somebody made in it. */
  private void checkRoutes(Site site, String subject, Cidr cidr) {
    if (site.vSwitch(facts, cidr).isPresent()) {
      return;
    }
    site.parts(facts, Route.class).stream()
        .filter(r -> r.origin() == Origin.STATIC && cidr.contains(r.destination()))
        .filter(r -> !r.marks().containsKey(owner)) // one of ours that is in the way goes
        .forEach(
            r ->
                out.finding(
                    NetworkFindings.error(
                        AliyunFindings.V_SWITCH_BLOCK_ROUTED,
                        subject,
                        "block "
                            + cidr
                            + " holds "
                            + r.destination()
                            + ", which table "
                            + r.table()
                            + " leads to "
                            + r.target(),
                        "Alibaba Cloud makes no vSwitch over the destination of a route entry",
                        "Delete that entry, or wish another block")));
  }

  /** Adds all vSwitches of a form, by name; one for which no block is free is missing. */
  Map<String, Node<VSwitchWish, VSwitch>> all(
      Site site,
      VpcForm form,
      List<Cidr> bounds,
      Ref<String> systemTable,
      List<Node<?, ?>> before) {
    Map<String, Cidr> cidrs = blocks(site, bounds, form.vSwitches());
    Map<String, Node<VSwitchWish, VSwitch>> vSwitches = new LinkedHashMap<>();
    for (VSwitchForm vSwitch : form.vSwitches()) {
      Cidr cidr = cidrs.get(vSwitch.name());
      if (cidr != null) {
        vSwitches.put(
            vSwitch.name(),
            vSwitch(
                site,
                vSwitch,
                new VSwitchWish(
                    site.id(),
                    cidr,
                    vSwitch.zone(),
                    systemTable,
                    shown.apply(site.address().child("vswitch." + vSwitch.name()))),
                before));
      }
    }
    long made =
        vSwitches.values().stream()
            .filter(n -> site.vSwitch(facts, n.wish().block()).isEmpty())
            .count();
    checks.vSwitches(site.address(), site.scope(), made + site.parts(facts, VSwitch.class).size());
    return vSwitches;
  }

  /** Returns the vSwitches of a network: those of the wish, then the others that are there. */
  List<VSwitchRef> refs(Site site, Map<String, Node<VSwitchWish, VSwitch>> wished) {
    List<VSwitchRef> all = new ArrayList<>();
    Set<String> taken = new LinkedHashSet<>();
    wished.forEach(
        (name, node) -> {
          Optional<VSwitch> there = site.vSwitch(facts, node.wish().block());
          there.ifPresent(s -> taken.add(s.id()));
          all.add(
              new VSwitchRef(
                  name,
                  node.ref("id", VSwitch::id),
                  node.wish().zone(),
                  true,
                  there.map(VSwitch::freeAddresses).orElse(Long.MAX_VALUE)));
        });
    site.parts(facts, VSwitch.class).stream()
        .filter(s -> !taken.contains(s.id()))
        .sorted(Comparator.comparing(VSwitch::id))
        .forEach(
            s ->
                all.add(
                    new VSwitchRef(
                        s.name(), Ref.known(s.id()), s.zone(), false, s.freeAddresses())));
    return all;
  }

  private Node<VSwitchWish, VSwitch> vSwitch(
      Site site, VSwitchForm form, VSwitchWish wish, List<Node<?, ?>> before) {
    if (site.vSwitch(facts, wish.block()).isEmpty()) { // one that is there is in a zone that is
      checks.zone(part(site, "vswitch." + form.name()), site.scope(), form.zone());
    }
    return out.add(
        AliyunKinds.V_SWITCHES,
        site.address().child("vswitch." + form.name()),
        site.scope(),
        wish,
        before.stream()
            .filter(n -> n.kind() == AliyunKinds.VPC_BLOCKS) // it may lie in a secondary one
            .toArray(Node<?, ?>[]::new));
  }
}
