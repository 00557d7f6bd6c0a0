package dev.tieline.aliyun.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Page;
import dev.tieline.spi.Query;
import java.util.List;

/**
 * What keeps a connection that the cloud does not delete: route entries that lead into it. Those of
 * the sides that are ours the survey shows. Entries are read with the credentials of their VPC's
 * account alone, so that of an account that is not ours there is only to say that they must be
 * there, and whose they are.
 */
final class PeeringKeepers {
  private PeeringKeepers() {}

  /**
   * Returns the lists of what keeps a connection and can not be seen: none if we have both ends.
   */
  static List<Query<String>> of(Pcc pcc) {
    boolean oneAccount = pcc.requester().accountId().equals(pcc.accepter().accountId());
    return oneAccount || !pcc.elsewhere().isEmpty() ? List.of() : List.of(otherSide(pcc));
  }

  /** Of two VPCs the one is ours that the list of our VPCs shows. */
  private static Query<String> otherSide(Pcc pcc) {
    boolean asks = pcc.requester().region().equals(pcc.scope().region());
    Side here = asks ? pcc.requester() : pcc.accepter();
    Side there = asks ? pcc.accepter() : pcc.requester();
    Query<Vpc> list = Lists.vpcs(pcc.scope(), Lists.By.ids("VpcId", List.of(here.vpc())));
    return next -> {
      Call<Page<Vpc>> call = list.page(next);
      return Call.read(
          call.scope(),
          call.operation(),
          clients -> {
            boolean ours = !call.body().run(clients).items().isEmpty();
            return new Page<>(List.of(words(ours ? there : here, pcc.id())), null);
          });
    };
  }

  private static String words(Side side, String pcc) {
    return "route entries of VPC "
        + side.vpc()
        + " of account "
        + side.accountId()
        + " in "
        + side.region()
        + ", which can not be read from here: the owner of that VPC must delete those that lead"
        + " into "
        + pcc;
  }
}
