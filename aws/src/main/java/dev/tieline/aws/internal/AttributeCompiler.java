package dev.tieline.aws.internal;

import dev.tieline.provider.OldValues;
import dev.tieline.spi.Facts;
import dev.tieline.spi.Graph;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Ref;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attributes of VPCs that are to be on, so that names resolve. */
final class AttributeCompiler {
  private final Compiling compiling;
  private final Owner owner;
  private final Facts facts;
  private final Graph.Builder out;

  AttributeCompiler(Compiling compiling) {
    this.compiling = compiling;
    owner = compiling.owner();
    facts = compiling.facts();
    out = compiling.out();
  }

  List<Node<?, ?>> all(Site site, boolean wished, boolean managed) {
    List<Node<?, ?>> nodes = new ArrayList<>();
    if (!wished) {
      return nodes;
    }
    for (VpcAttribute.Name name : VpcAttribute.Name.values()) {
      Optional<VpcAttribute> now = attribute(site, name);
      boolean off = now.isPresent() && !now.get().on();
      boolean noted = now.isPresent() && now.get().note() != null;
      boolean consents = compiling.foreign() == Holder.CONSENTING;
      // Another topology has switched it on, and would switch it off when it leaves.
      boolean kept =
          site.vpc() != null && OldValues.keptByOthers(owner, name.text(), site.vpc().tags());
      if (managed && (off || name == VpcAttribute.Name.DNS_HOSTNAMES)) {
        nodes.add(attribute(site, name, Holder.OURS)); // the other one is on in every new VPC
      } else if (!managed && (noted || ((off || kept) && consents))) {
        Node<LabelWish, Label> note =
            compiling.before(
                AwsKinds.ATTRIBUTE_BEFORES,
                site,
                site.id().toString(),
                new LabelWish(
                    site.id(),
                    name.text(),
                    VpcAttributeSettings.OFF,
                    Ref.known(VpcAttributeSettings.ON)));
        nodes.add(attribute(site, name, compiling.foreign(), note));
      } else if (!managed && now.isEmpty() && consents) {
        nodes.add(attribute(site, name, compiling.foreign())); // unreadable, and said to be so
      }
    }
    return nodes;
  }

  private Node<?, ?> attribute(
      Site site, VpcAttribute.Name name, Holder holder, Node<?, ?>... after) {
    return out.add(
        AwsKinds.VPC_ATTRIBUTES,
        site.address().child("attribute." + name.text()),
        site.scope(),
        new VpcAttributeWish(site.id(), name, holder),
        after);
  }

  private Optional<VpcAttribute> attribute(Site site, VpcAttribute.Name name) {
    return site.vpc() == null
        ? Optional.empty()
        : VpcAttributeSettings.of(owner, site.vpc(), name, facts);
  }

  boolean namesOn(Site site) {
    return Arrays.stream(VpcAttribute.Name.values())
        .allMatch(name -> attribute(site, name).filter(VpcAttribute::on).isPresent());
  }

  @Nullable Boolean namesWillBeOn(Site site, boolean wished) {
    if (attribute(site, VpcAttribute.Name.DNS_HOSTNAMES).isEmpty()) {
      return null;
    }
    return namesOn(site) || (wished && compiling.foreign() == Holder.CONSENTING);
  }
}
