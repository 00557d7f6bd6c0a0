package dev.tieline.aliyun.internal;

import dev.tieline.spi.Call;
import dev.tieline.spi.Scope;
import java.util.List;
import java.util.Map;

/** The calls that set and remove one tag of a peering connection. */
final class TagCalls {
  private TagCalls() {}

  static <T> Call<T> set(Scope scope, String id, String key, String value, T answer) {
    return Mine.write(
        scope,
        request("TagResources", scope, id).tags("Tag", new Tags(Map.of(key, value))),
        answer);
  }

  static Call<?> remove(Scope scope, String id, String key) {
    return Mine.write(scope, request("UnTagResources", scope, id).each("TagKey", List.of(key)), id);
  }

  private static Request request(String action, Scope scope, String id) {
    return Lists.regional(Product.VPC_PEER, action, scope)
        .with("ResourceType", "PeerConnection")
        .each("ResourceId", List.of(id));
  }
}
