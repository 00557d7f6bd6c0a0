package dev.tieline.qingcloud.internal;

import dev.tieline.net.Cidr;
import dev.tieline.spi.Call;
import dev.tieline.spi.Node;
import dev.tieline.spi.Owned;
import dev.tieline.spi.Owner;
import dev.tieline.spi.Refs;
import dev.tieline.spi.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policies made as router statics of a type that the caller has told us: the destination is the
 * first value and the border router the second, which is an assumption.
 */
final class StaticPolicies extends Policies {
  static final String SEGMENT = "static";

  StaticPolicies() {
    super(SEGMENT);
  }

  @Override
  public String name() {
    return "router static";
  }

  @Override
  public Call<RouterStatic> create(
      Owner owner, Node<PolicyWish, RouterStatic> node, Refs refs, Token token) {
    PolicyWish wish = node.wish();
    String router = refs.get(wish.router());
    Cidr destination = wish.lead().destination();
    String border = refs.get(wish.lead().border());
    return Writes.of(
        node.scope(),
        Request.of(Api.ADD_ROUTER_STATICS)
            .with("router", router)
            .eachOf(
                "statics",
                List.of(
                    Map.of(
                        "router_static_name", wish.name(),
                        "static_type", Integer.toString(wish.type()),
                        "val1", destination.toString(),
                        "val2", border))),
        answer ->
            new RouterStatic(
                Wire.only(answer, "router_statics"),
                node.scope(),
                router,
                "",
                wish.name(),
                wish.type(),
                List.of(destination.toString(), border, "", "", "", "", "", "", "")));
  }

  @Override
  public Optional<Call<?>> delete(Owner owner, Owned<RouterStatic> owned) {
    RouterStatic entry = owned.object();
    return Optional.of(
        Writes.of(
            owned.scope(),
            Request.of(Api.DELETE_ROUTER_STATICS).each("router_statics", List.of(entry.id())),
            answer -> entry,
            entry.router()));
  }
}
