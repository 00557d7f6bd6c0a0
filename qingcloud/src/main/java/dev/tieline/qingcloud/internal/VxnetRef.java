package dev.tieline.qingcloud.internal;

import static java.util.Objects.requireNonNull;

import dev.tieline.net.Cidr;
import dev.tieline.net.Ip;
import dev.tieline.spi.Node;
import dev.tieline.spi.Ref;
import dev.tieline.spi.Refs;
import org.jspecify.annotations.Nullable;

/**
 * A vxnet in a VPC, for those who compile links of it.
 *
 * @param label how addresses call it: its name in the wish, or its id
 * @param name its name in the cloud, of one that is there
 * @param id its id
 * @param block its block
 * @param border the address that a border router gets in it
 * @param place its place in the VPC, which must be there before it is used; null of one that is not
 *     ours
 * @param there its place as it was read; null while it is not there
 */
record VxnetRef(
    String label,
    String name,
    Ref<String> id,
    Cidr block,
    Ip border,
    @Nullable Node<JoinWish, RouterVxnet> place,
    @Nullable RouterVxnet there) {
  VxnetRef {
    requireNonNull(label, "label");
    requireNonNull(name, "name");
    requireNonNull(id, "id");
    requireNonNull(block, "block");
    requireNonNull(border, "border");
  }

  /** Whether a wish means this one by a text. */
  boolean isCalled(String idOrName, Refs refs) {
    return idOrName.equals(label)
        || idOrName.equals(name)
        || refs.peek(id).filter(idOrName::equals).isPresent();
  }
}
