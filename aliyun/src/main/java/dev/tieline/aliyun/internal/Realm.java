package dev.tieline.aliyun.internal;

import dev.tieline.aliyun.AliyunSite;
import dev.tieline.provider.Accounts;
import java.util.Map;

/**
 * What a provider was given.
 *
 * @param accounts the accounts and regions
 * @param sites alias to the site that the caller declared for it, where it did
 */
public record Realm(Accounts accounts, Map<String, AliyunSite> sites) {
  public static final String CLOUD = "aliyun";

  public Realm {
    sites = Map.copyOf(sites);
  }
}
