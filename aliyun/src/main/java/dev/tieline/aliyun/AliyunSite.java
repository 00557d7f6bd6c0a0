package dev.tieline.aliyun;

/**
 * The site that an account was opened at. Accounts of two sites are worlds apart: their VPCs can
 * not be peered.
 */
public enum AliyunSite {
  /** The site for China, aliyun.com. */
  CHINA,
  /** The international site, alibabacloud.com. */
  INTERNATIONAL
}
