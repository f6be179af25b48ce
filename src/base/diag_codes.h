/*
 * Every fault banxin can report: DIAG(code, severity, class, message, hint, message in Chinese, hint in Chinese).
 * {0}, {1} ... stand for the arguments in the order the reporter gives them. No include guard: the including file
 * defines DIAG. Each code has a test (tests/diag). Keep each room's codes together.
 */
/* files */
DIAG(FILE_MISSING, ERROR, IO, "no such file: {0}", "check the path", "没有这个文件：{0}", "请检查路径")
DIAG(FILE_FOLDER, ERROR, IO, "{0} is a folder, not a file", "name a file inside it", "{0} 是文件夹，不是文件",
     "请写出其中的文件名")
DIAG(FILE_READ, ERROR, IO, "cannot read {0}: {1}", "", "无法读取 {0}：{1}", "")
DIAG(FILE_SIZE, ERROR, DATA, "{0} is larger than {1} bytes", "", "{0} 超过 {1} 字节", "")
DIAG(FILE_WRITE, ERROR, IO, "cannot write {0}: {1}", "the old file, if any, is untouched", "无法写入 {0}：{1}",
     "原有文件（如有）未改动")
DIAG(FILE_SYNC, WARNING, IO, "{0} is written, but may be lost if the power fails now: {1}", "",
     "{0} 已写入，但此刻若断电可能丢失：{1}", "")
DIAG(MEMORY, ERROR, INTERNAL, "out of memory", "", "内存不足", "")
DIAG(MORE, NOTE, INTERNAL, "{0} more faults are not shown", "mend those above and run again", "另有 {0} 处问题未列出",
     "请先改正以上各处，再运行一次")
/* table */
DIAG(TABLE_TRACKS, ERROR, DATA, "a table of {0} grid columns; 1 to {1} are possible", "split the table", "表格有 {0} 个栅格列，只能为 1 至 {1} 列", "请拆分表格")
DIAG(TABLE_ROWS, ERROR, DATA, "a table of {0} rows; at most {1} are possible", "split the table", "表格有 {0} 行，最多 {1} 行", "请拆分表格")
DIAG(TABLE_TOO_WIDE, ERROR, DATA, "the columns of the table need {0} pt at least, {1} pt are there", "make fixed columns narrower or use a landscape page", "表格各列至少需要 {0} pt，版面只有 {1} pt", "请缩小固定列宽或改用横向页面")
DIAG(TABLE_CELL_OVERLAP, ERROR, DATA, "the cell of row {0}, column {1} overlaps one that spans into it from above: {2}", "check the spans of this row and of the rows above", "第 {0} 行第 {1} 列的单元格与上方合并单元格重叠：{2}", "请检查本行及以上各行的合并行数和列数")
DIAG(TABLE_CELL_OVERHANG, ERROR, DATA, "the cell of row {0}, column {1} hangs over the edge of the table or of its head: {2}", "check the spans of this row", "第 {0} 行第 {1} 列的单元格超出表格或表头的边界：{2}", "请检查本行的合并行数和列数")
DIAG(CELL_TOO_NARROW, ERROR, DATA, "the cell of row {0}, column {1} cannot be set even at {3} pt, its column is too narrow: {2}", "widen the column, let its head be stacked, allow a smaller size or use a landscape page", "第 {0} 行第 {1} 列的单元格即使用 {3} pt 也排不下，列太窄：{2}", "请加宽该列、允许表头竖排、允许更小字号或改用横向页面")
/* pdf */
DIAG(PDF_SHEET, ERROR, DATA, "page {0} is {1} x {2} pt; a PDF page measures 3 to 14400 pt", "change the form's page size", "第 {0} 页为 {1} × {2} 磅，PDF 页面须在 3 至 14400 磅之间", "请修改版式文件的页面尺寸")
DIAG(PDF_RANGE, ERROR, INTERNAL, "page {0} holds an item outside of what a PDF can place", "", "第 {0} 页有内容超出 PDF 可表示的范围", "")
DIAG(PDF_GLYPH, ERROR, INTERNAL, "page {0}: the face {1} has no glyph {2}", "", "第 {0} 页：字体 {1} 没有 {2} 号字形", "")
DIAG(PDF_FACE, ERROR, DATA, "the face {0} cannot be cut to the glyphs used", "the font file may be damaged; name another in fonts.json", "字体 {0} 无法按所用字形裁剪", "字体文件可能已损坏，请在 fonts.json 中改用其他字体")
DIAG(PDF_LINK, WARNING, INTERNAL, "a link on page {0} leads to nothing printed and is left out", "", "第 {0} 页有链接没有目标，已略去", "")
DIAG(PDF_SIZE, ERROR, DATA, "the PDF would be larger than {0} bytes", "split the report", "PDF 将超过 {0} 字节", "请拆分报告")
DIAG(PDF_WRITE, ERROR, INTERNAL, "libharu refuses to write: fault {0}", "", "libharu 写出失败：错误 {0}", "")
/* text */
DIAG(GLYPH_MISSING, ERROR, DATA, "no face of the role {2} has the character {0} ({1})",
     "correct the character, or add a face that has it to the role in fonts.json", "字体组“{2}”中没有字符 {0}（{1}）",
     "请改正该字符，或在 fonts.json 的该字体组中添加含有此字符的字体")
DIAG(TEXT_TOO_LONG, ERROR, DATA, "a paragraph has more than {0} characters or parts", "split the paragraph",
     "一个段落超过 {0} 个字符或片段", "请拆分段落")
