/*
 * verify_rules: every finding of verify: identifier, id, gravity, message in English and Chinese.
 *
 * Included with RULE(identifier, id, gravity, en, zh) defined. {0} {1} ... are filled in. docs/archive.md lists the
 * ids, a test holds the two together.
 */
/* how the file came to be */
RULE(TRAILING, "trailing", GRAVE, "{0} bytes follow the end of the last revision",
     "最后一个版本结束之后还有 {0} 个字节")
RULE(XREF, "xref", GRAVE, "the revisions do not build upon each other: the cross-reference section at byte {0} {1}",
     "各版本没有依次相承：位于第 {0} 字节的交叉引用{1}")
RULE(REVISIONS, "revisions", GRAVE, "the file has more than {0} revisions", "文件的版本超过 {0} 个")
RULE(UNCOVERED, "uncovered", REMARK, "the last {0} bytes, revision {1} and what follows, are covered by no signature",
     "最后 {0} 个字节（第 {1} 版起）不在任何签名的范围内")
/* what a signature covers */
RULE(NO_SIGNATURE, "no-signature", GRAVE, "the file is not signed; {0} sound signatures are asked for",
     "文件没有签名，而要求有 {0} 个有效签名")
RULE(FEW_SIGNATURES, "few-signatures", GRAVE, "{0} of the signatures are sound; {1} are asked for",
     "有效签名为 {0} 个，而要求有 {1} 个")
RULE(UNSIGNED, "unsigned", REMARK, "the file is not signed", "文件没有签名")
RULE(SIGNATURES, "signatures", GRAVE, "the file has more than {0} signatures", "文件的签名超过 {0} 个")
RULE(DICTIONARY, "signature-dictionary", GRAVE, "the signature's dictionary is not as it must be: {0}",
     "签名字典不合规定：{0}")
RULE(BYTE_RANGE, "byte-range", GRAVE, "the signature does not cover a whole revision: {0}",
     "签名没有覆盖一个完整的版本：{0}")
RULE(CONTENTS, "contents", GRAVE, "what the signature leaves out is not its Contents alone: {0}",
     "签名未覆盖的部分不只是其 Contents：{0}")
RULE(SHARED, "shared-range", GRAVE, "signature {0} covers the same revision", "签名 {0} 覆盖的是同一个版本")
/* the signature itself */
RULE(CMS, "cms", GRAVE, "the signature cannot be read: {0}", "签名无法读取：{0}")
RULE(DIGEST, "digest", GRAVE,
     "the file was changed after it had been signed: the digest of the bytes covered is not the one signed",
     "文件在签名之后被改动：所覆盖字节的摘要与签名中的不同")
RULE(SIGNATURE, "signature", GRAVE,
     "the signature value does not belong to the certificate's key and the attributes signed",
     "签名值与证书的公钥、已签属性不相符")
RULE(ATTRIBUTE, "attribute", GRAVE, "the signed attributes are not as they must be: {0}", "已签属性不合规定：{0}")
RULE(CADES, "cades", DOUBT, "this is no PAdES signature: {0}", "这不是 PAdES 签名：{0}")
RULE(OWN_TIME, "signing-time", REMARK, "its signed attributes claim a time, which PAdES leaves to the file and the time stamp",
     "已签属性中自称有签署时间，PAdES 规定不用")
RULE(WEAK, "weak-algorithm", GRAVE, "{0} is too weak to prove anything", "{0} 过弱，不足为凭")
RULE(LEFTOVER, "unsigned-part", GRAVE, "the part of the signature that is not signed is not as it must be: {0}",
     "签名中未经签署的部分不合规定：{0}")
RULE(STRAY, "stray-certificate", DOUBT, "a certificate that the signature carries, {0}, belongs to no chain that is known",
     "签名中附带的证书 {0} 不属于任何已知的证书链")
/* who signed */
RULE(NO_TRUST, "no-trust", GRAVE, "it cannot be told who signed: no trusted certificates were given (--trust)",
     "无法确认签署者：没有给出受信任的证书（--trust）")
RULE(CHAIN, "chain", GRAVE, "the certificate of {0} is not to be trusted: {1}", "{0} 的证书不可信：{1}")
RULE(EXPIRED, "expired", GRAVE, "the certificate of {0} was not valid on {1}: it holds from {2} to {3}",
     "{0} 的证书在 {1} 无效：有效期为 {2} 至 {3}")
RULE(USAGE, "key-usage", GRAVE, "the certificate of {0} is not for this: {1}", "{0} 的证书不用于此：{1}")
RULE(REVOKED, "revoked", GRAVE, "the certificate of {0} was revoked on {1}", "{0} 的证书已于 {1} 被吊销")
RULE(REVOKED_LATER, "revoked-later", REMARK, "the certificate of {0} was revoked on {1}, after it had signed",
     "{0} 的证书在签署之后于 {1} 被吊销")
RULE(REVOCATION, "revocation", REMARK, "whether the certificate of {0} was revoked is not proven: {1}",
     "{0} 的证书是否被吊销未得到证明：{1}")
RULE(TIME, "time-unproven", REMARK, "no time stamp proves when this was signed; the certificate is judged by today",
     "没有时间戳证明签署时间，证书按今天的日期判断")
/* time stamps */
RULE(STAMP, "time-stamp", GRAVE, "the time stamp is not sound: {0}", "时间戳无效：{0}")
RULE(STAMP_ORDER, "time-order", GRAVE, "the time stamp of {0} is later than that of {1}, which covers it",
     "{0} 的时间戳晚于覆盖它的 {1} 的时间戳")
RULE(DSS, "validation-data", GRAVE, "something in the file's validation data (DSS) cannot be read",
     "文件的验证资料（DSS）中有无法读取的内容")
/* what changed */
RULE(CHANGED, "changed", GRAVE, "revision {0} changes what had been signed: {1}", "第 {0} 版改动了已签署的内容：{1}")
RULE(REMOVED, "signature-removed", GRAVE, "revision {0} takes the signature {1} away", "第 {0} 版删去了签名 {1}")
RULE(NOT_PERMITTED, "not-permitted", GRAVE, "revision {0} does what signature {1} forbids: {2}",
     "第 {0} 版做了签名 {1} 所禁止的改动：{2}")
RULE(CHANGES, "changes", GRAVE, "revision {0} changes more than can be listed", "第 {0} 版的改动过多，未能全部列出")
/* levels and claims */
RULE(LEVEL, "level", GRAVE, "the signature reaches level {0}; {1} is asked for: {2}",
     "签名达到 {0} 级，而要求为 {1} 级：{2}")
RULE(CLAIM, "claim", DOUBT, "the file claims to be {0}, but {1}", "文件声称符合 {0}，但{1}")
RULE(ACTIVE, "active-content", DOUBT, "the file holds what acts by itself: {0}", "文件含有会自行动作的内容：{0}")
/* the pages */
RULE(PAGE_DIFFERS, "page-differs", GRAVE, "page {0} is not what the report within sets to: {1}",
     "第 {0} 页与内附报告数据排出的页面不同：{1}")
RULE(PAGES_COUNT, "page-count", GRAVE, "the file has {0} pages, the report within sets to {1}",
     "文件有 {0} 页，内附报告数据排出 {1} 页")
RULE(PAGES_UNTOLD, "pages-untold", REMARK, "whether the report within sets to these pages cannot be told: {0}",
     "无法判断内附报告数据是否排出这些页面：{0}")
