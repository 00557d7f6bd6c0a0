package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The permissions that the page of Alibaba Cloud says are needed. */
final class Permissions {
  private static final Pattern ACTION = Pattern.compile("\\b([a-z]+:[A-Z][A-Za-z0-9]+)\\b");

  private Permissions() {}

  /** Returns what the page does not say is needed, of all that was sent. */
  static Set<String> missing(Collection<AliyunTransport.Request> sent) throws IOException {
    Set<String> missing = new TreeSet<>();
    for (AliyunTransport.Request request : sent) {
      Script.Asked asked = Script.read(request);
      Product product = Product.named(asked.host().split("[.-]")[0]).orElseThrow();
      String prefix =
          switch (product) {
            case VPC, VPC_PEER -> "vpc"; // the actions of peerings are among those of VPCs
            case ECS -> "ecs";
            case PRIVATELINK -> "privatelink";
            case PRIVATE_ZONE -> "pvtz";
            case STS -> "sts";
            case CDT -> "cdt";
          };
      missing.add(prefix + ":" + asked.action());
    }
    missing.removeAll(documented());
    return missing;
  }

  private static Set<String> documented() throws IOException {
    Path at = Path.of(System.getProperty("tieline.root", ".")).toAbsolutePath().normalize();
    while (!Files.exists(at.resolve("docs/aliyun.md"))) {
      at = at.getParent();
    }
    Set<String> all = new TreeSet<>();
    Matcher action = ACTION.matcher(Files.readString(at.resolve("docs/aliyun.md")));
    while (action.find()) {
      all.add(action.group(1));
    }
    return all;
  }
}
