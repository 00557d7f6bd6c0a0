package dev.tieline.aws.internal;

import dev.tieline.aws.internal.VpcForm.SubnetForm;
import dev.tieline.net.Cidr;
import dev.tieline.net.CidrSet;
import dev.tieline.provider.Addresses;
import dev.tieline.provider.Marks;
import dev.tieline.provider.NetworkFindings;
import dev.tieline.provider.PrimaryBlocks;
import dev.tieline.spi.Address;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.topology.FreeBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subnets to be made: their blocks, given or chosen, and their objects. */
final class SubnetCompiler {
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;
  private final VpcChecks checks;
  private final Set<String> networks;

  SubnetCompiler(Compiling compiling, VpcChecks checks) {
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
    this.checks = checks;
    networks = compiling.topology().networks().keySet();
  }

  /** Returns the blocks of the wished subnets by name; one for which none is free is missing. */
  Map<String, Cidr> blocks(Site site, List<Cidr> bounds, List<SubnetForm> forms) {
    Map<String, Cidr> blocks = new LinkedHashMap<>();
    for (SubnetForm form : forms) {
      if (form.block() instanceof BlockWish.Fixed fixed) {
        checkSubnet(site, form.name(), fixed.cidr(), bounds, blocks);
        blocks.put(form.name(), fixed.cidr());
      } else if (form.block() instanceof BlockWish.Free free) {
        chosenBefore(site, form.name(), free).ifPresent(cidr -> blocks.put(form.name(), cidr));
      }
    }
    List<Cidr> used = new ArrayList<>(blocks.values());
    site.parts(facts, Subnet.class).forEach(s -> used.addAll(s.cidrs()));
    for (SubnetForm form : forms) {
      if (form.block() instanceof BlockWish.Free free && !blocks.containsKey(form.name())) {
        Optional<Cidr> cidr =
            PrimaryBlocks.firstFree(within(bounds, free), free.prefixLength(), used);
        if (cidr.isPresent()) {
          blocks.put(form.name(), cidr.get());
          used.add(cidr.get());
        } else {
          out.finding(
              NetworkFindings.error(
                  AwsFindings.NO_FREE_BLOCK,
                  part(site, "subnet." + form.name()),
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

  /** Returns the block of our subnet of that name, also where its network was renamed since. */
  private Optional<Cidr> chosenBefore(Site site, String name, BlockWish.Free free) {
    return site.parts(facts, Subnet.class).stream()
        .filter(s -> Marks.address(owner, s.tags()).filter(a -> means(site, name, a)).isPresent())
        .flatMap(s -> s.cidrs().stream())
        .filter(c -> c.isV4() && c.prefixLength() == free.prefixLength())
        .findFirst();
  }

  private boolean means(Site site, String name, Address mark) {
    return Addresses.partOfNetwork("subnet").test(mark)
        && Addresses.name(mark).equals(name)
        && (mark.part().equals(site.address().path())
            || !networks.contains(Addresses.name(new Address(mark.part()))));
  }

  private static String part(Site site, String segment) {
    return site.address().child(segment).path();
  }

  private void checkSubnet(
      Site site, String name, Cidr cidr, List<Cidr> bounds, Map<String, Cidr> others) {
    String subject = part(site, "subnet." + name);
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

  Node<SubnetWish, Subnet> subnet(
      Site site, SubnetForm form, SubnetWish wish, List<Node<?, ?>> before) {
    if (site.subnet(facts, wish.block()).isEmpty()) { // one that is there is in a zone that is
      checks.zone(part(site, "subnet." + form.name()), site.scope(), form.zone());
    }
    return out.add(
        AwsKinds.SUBNETS,
        site.address().child("subnet." + form.name()),
        site.scope(),
        wish,
        before.stream()
            .filter(n -> n.kind() == AwsKinds.VPC_BLOCKS) // it may lie in a secondary one
            .toArray(Node<?, ?>[]::new));
  }

  /** Returns the network ACL that a new subnet gets. */
  String acl(Site site) {
    return site.parts(facts, Acl.class).stream()
        .filter(Acl::isDefault)
        .map(Acl::id)
        .findFirst()
        .orElseGet(() -> Vpcs.acl(site.address()));
  }
}
