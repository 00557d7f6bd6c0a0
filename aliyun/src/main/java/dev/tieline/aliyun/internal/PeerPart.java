package dev.tieline.aliyun.internal;

import dev.tieline.net.Cidr;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.End;
import dev.tieline.provider.Inlet;
import dev.tieline.provider.PeeringDocument;
import dev.tieline.provider.Terms;
import dev.tieline.spi.Refs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The other side's part of a peering as exact values, each of which has the form that the cloud
 * gives it: what has another form, or is not known yet, is a word to be replaced.
 *
 * @param pcc the id of the connection
 * @param asks whether the other side makes the request, instead of accepting ours
 * @param account the other side's account
 * @param region the other side's region
 * @param vpc the other side's VPC
 * @param ownAccount our account
 * @param ownRegion our region
 * @param ownVpc our VPC
 * @param ownBlocks our blocks, which are the destinations of the other side's routes
 * @param inlets what the other side's hosts have to let in
 * @param crossBorder whether traffic crosses the border of the Chinese mainland
 * @param bandwidth that a request has to ask for across regions, in Mbit/s
 * @param linkType that a request has to ask for across regions
 */
record PeerPart(
    String pcc,
    boolean asks,
    String account,
    String region,
    String vpc,
    String ownAccount,
    String ownRegion,
    String ownVpc,
    List<Cidr> ownBlocks,
    List<Inlet> inlets,
    boolean crossBorder,
    OptionalInt bandwidth,
    Optional<String> linkType) {
  static final Pattern PCC = Pattern.compile("pcc-[0-9a-z]{1,40}");
  static final Pattern VPC = Pattern.compile("vpc-[0-9a-z]{1,40}");
  static final Pattern ACCOUNT = Pattern.compile("[0-9]{5,20}");
  static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)(-[a-z0-9]+){0,4}");

  static PeerPart of(String pcc, boolean asks, End other, End own, Terms terms, Refs refs) {
    List<Cidr> blocks = new ArrayList<>();
    boolean v6 = other.blocks().stream().anyMatch(BlockRef::v6);
    boolean v4 = other.blocks().stream().anyMatch(b -> !b.v6());
    for (BlockRef block : own.blocks()) {
      if (block.v6() ? v6 : v4) {
        refs.peek(block.cidr()).ifPresent(blocks::add);
      }
    }
    return new PeerPart(
        checked(PCC, pcc, "PEERING_CONNECTION_ID"),
        asks,
        checked(ACCOUNT, other.accountId(), "YOUR_ACCOUNT_ID"),
        checked(REGION, other.region(), "YOUR_REGION"),
        checked(VPC, refs.show(other.vpc()), "YOUR_VPC_ID"),
        checked(ACCOUNT, own.accountId(), "OUR_ACCOUNT_ID"),
        checked(REGION, own.region(), "OUR_REGION"),
        checked(VPC, refs.show(own.vpc()), "OUR_VPC_ID"),
        List.copyOf(blocks),
        Inlet.of(terms, other.network(), blocks),
        Regions.crossBorder(other.region(), own.region()),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** Returns the same with what a request has to ask for. */
  PeerPart asking(OptionalInt wishedBandwidth, Optional<String> wishedLinkType) {
    return new PeerPart(
        pcc,
        asks,
        account,
        region,
        vpc,
        ownAccount,
        ownRegion,
        ownVpc,
        ownBlocks,
        inlets,
        crossBorder,
        wishedBandwidth,
        wishedLinkType);
  }

  static String checked(Pattern form, String value, String otherwise) {
    return form.matcher(value).matches() ? value : otherwise;
  }

  PeeringDocument document() {
    return new PeeringDocument(
        pcc,
        new PeeringDocument.Place(account, region, vpc, List.of()),
        new PeeringDocument.Place(ownAccount, ownRegion, ownVpc, ownBlocks),
        false);
  }

  boolean knowsConnection() {
    return PCC.matcher(pcc).matches();
  }
}
