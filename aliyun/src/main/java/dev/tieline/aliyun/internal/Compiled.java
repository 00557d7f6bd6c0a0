package dev.tieline.aliyun.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.provider.BlockRef;
import dev.tieline.provider.CompiledNetwork;
import dev.tieline.provider.TableRef;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network of the wish comes to, for those who compile links of it.
 *
 * @param name its name in the topology
 * @param form whether we make it, find it, or only hear of it
 * @param scope where its calls go; null for a foreign network
 * @param region its region
 * @param accountId the cloud's own id of its account; null while the caller's identity is unknown
 * @param vpcId the VPC's id
 * @param blocks every block that others reach it by, in order of declaration, or as the cloud lists
 *     them
 * @param tables the route tables that serve a vSwitch of it, in order of labels; empty for a
 *     foreign network
 * @param idleTables its other route tables, which get routes only when the caller chooses them
 * @param vSwitches its vSwitches, those of the wish first, then by id; empty for a foreign network
 * @param group our security group in it; null if nobody needs one, or the caller chose others
 * @param userBlocks the blocks beyond those of RFC 1918 that it takes for private ones; empty for a
 *     foreign network
 * @param before what must be there before a link of it is made: the VPC and its blocks
 * @param broken why no link of it can be made (a finding says so already); null if one can
 */
record Compiled(
    String name,
    Form form,
    @Nullable Scope scope,
    String region,
    @Nullable String accountId,
    Ref<String> vpcId,
    List<BlockRef> blocks,
    List<TableRef> tables,
    List<TableRef> idleTables,
    List<VSwitchRef> vSwitches,
    @Nullable Ref<String> group,
    List<Cidr> userBlocks,
    List<Node<?, ?>> before,
    @Nullable String broken)
    implements CompiledNetwork {
  Compiled {
    requireNonNull(name, "name");
    requireNonNull(form, "form");
    requireNonNull(region, "region");
    requireNonNull(vpcId, "vpcId");
    blocks = List.copyOf(blocks);
    tables = List.copyOf(tables);
    idleTables = List.copyOf(idleTables);
    vSwitches = List.copyOf(vSwitches);
    userBlocks = List.copyOf(userBlocks);
    before = List.copyOf(before);
  }
}
