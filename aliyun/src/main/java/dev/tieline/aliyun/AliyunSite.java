package dev.tieline.aliyun;

/**
 * The site that an account was opened at. Accounts of two sites are worlds apart: their VPCs can
 * not be peered, and a service of the one can not be offered to the other. Where it is declared,
 * both are checked before anything is asked of the cloud.
 */
public enum AliyunSite {
  /** The site for China, aliyun.com. */
  CHINA,
  /** The international site, alibabacloud.com. */
  INTERNATIONAL
}
