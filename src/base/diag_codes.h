/*
 * Every fault banxin can report: DIAG(code, severity, class, message, hint, message in Chinese, hint in Chinese).
 * {0}, {1} ... stand for the arguments in the order the reporter gives them. No include guard: the including file
 * defines DIAG. Each code has a test (tests/diag). Keep each room's codes together.
 */
/* files */
DIAG(FILE_MISSING, ERROR, IO, "no such file: {0}", "check the path", "没有这个文件：{0}", "请检查路径")
DIAG(FILE_FOLDER, ERROR, IO, "{0} is a folder, not a file", "name a file inside it", "{0} 是文件夹，不是文件", "请写出其中的文件名")
DIAG(FILE_READ, ERROR, IO, "cannot read {0}: {1}", "", "无法读取 {0}：{1}", "")
DIAG(FILE_SIZE, ERROR, DATA, "{0} is larger than {1} bytes", "", "{0} 超过 {1} 字节", "")
DIAG(FILE_WRITE, ERROR, IO, "cannot write {0}: {1}", "the old file, if any, is untouched", "无法写入 {0}：{1}", "原有文件（如有）未改动")
DIAG(MEMORY, ERROR, INTERNAL, "out of memory", "", "内存不足", "")
