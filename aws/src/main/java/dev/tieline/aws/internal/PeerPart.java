package dev.tieline.aws.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.End;
import dev.tieline.provider.Inlet;
import dev.tieline.provider.PeeringDocument;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Refs;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The other side's part of a peering as exact values, each of which has the form that AWS gives it:
 * what has another form, or is not known yet, is a word to be replaced.
 *
 * @param pcx the id of the connection
 * @param asks whether the other side makes the request, instead of accepting ours
 * @param account the other side's account
 * @param region the other side's region
 * @param vpc the other side's VPC
 * @param blocks the other side's blocks
 * @param ownAccount our account
 * @param ownRegion our region
 * @param ownVpc our VPC
 * @param ownBlocks our blocks
 * @param destinations those of our blocks that the other side needs routes to: of its own families
 * @param inlets what the other side's hosts have to let in
 * @param dns whether names are to be resolved across the connection
 */
record PeerPart(
    String pcx,
    boolean asks,
    String account,
    String region,
    String vpc,
    List<Cidr> blocks,
    String ownAccount,
    String ownRegion,
    String ownVpc,
    List<Cidr> ownBlocks,
    List<Cidr> destinations,
    List<Inlet> inlets,
    boolean dns) {
  static final Pattern PCX = Pattern.compile("pcx-[0-9a-z]{1,32}");
  private static final Pattern VPC = Pattern.compile("vpc-[0-9a-z]{1,32}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");

  static PeerPart of(String pcx, boolean asks, End other, End own, Terms terms, Refs refs) {
    boolean v6 = other.blocks().stream().anyMatch(BlockRef::v6);
    boolean v4 = other.blocks().stream().anyMatch(b -> !b.v6());
    List<Cidr> ownBlocks = own.knownBlocks(refs);
    List<Cidr> destinations = ownBlocks.stream().filter(b -> b.isV6() ? v6 : v4).toList();
    return new PeerPart(
        checked(PCX, pcx, "PEERING_CONNECTION_ID"),
        asks,
        checked(ACCOUNT, other.accountId(), "YOUR_ACCOUNT_ID"),
        checked(REGION, other.region(), "YOUR_REGION"),
        checked(VPC, refs.show(other.vpc()), "YOUR_VPC_ID"),
        other.knownBlocks(refs),
        checked(ACCOUNT, own.accountId(), "OUR_ACCOUNT_ID"),
        checked(REGION, own.region(), "OUR_REGION"),
        checked(VPC, refs.show(own.vpc()), "OUR_VPC_ID"),
        ownBlocks,
        destinations,
        Inlet.of(terms, other.network(), destinations),
        terms.dns());
  }

  private static String checked(Pattern form, String value, String otherwise) {
    return form.matcher(value).matches() ? value : otherwise;
  }

  PeeringDocument document() {
    return new PeeringDocument(
        pcx,
        new PeeringDocument.Place(account, region, vpc, blocks),
        new PeeringDocument.Place(ownAccount, ownRegion, ownVpc, ownBlocks),
        true);
  }

  boolean knowsConnection() {
    return PCX.matcher(pcx).matches();
  }
}
