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
DIAG(FILE_SIZE, ERROR, DATA, "{0} is larger than {1} bytes", "check that it is the right file", "{0} 超过 {1} 字节",
     "请确认是否选对了文件")
DIAG(FILE_WRITE, ERROR, IO, "cannot write {0}: {1}", "{2}", "无法写入 {0}：{1}", "{2}")
DIAG(FILE_SYNC, WARNING, IO, "{0} is written, but may be lost if the power fails now: {1}", "",
     "{0} 已写入，但此刻若断电可能丢失：{1}", "")
DIAG(MEMORY, ERROR, INTERNAL, "out of memory", "", "内存不足", "")
DIAG(MORE, NOTE, INTERNAL, "{0} more faults are not shown", "mend those above and run again", "另有 {0} 处问题未列出",
     "请先改正以上各处，再运行一次")
/* json: the text */
DIAG(JSON_EMPTY, ERROR, DATA, "the file holds no JSON value", "a report or form is one object: { ... }",
     "文件中没有 JSON 值", "报告和版式文件都是一个对象：{ ... }")
DIAG(JSON_UTF16, ERROR, DATA, "the text is UTF-16", "save the file as UTF-8", "文本是 UTF-16 编码", "请另存为 UTF-8")
DIAG(JSON_UTF8, ERROR, DATA, "this is not UTF-8", "save the file as UTF-8; it may be in GBK or GB 18030",
     "此处不是 UTF-8 编码", "请另存为 UTF-8，原文件可能是 GBK 或 GB 18030")
DIAG(JSON_CONTROL, ERROR, DATA, "the control character {0} stands in a string",
     "write \\n for a line break and \\t for a tab", "字符串中有控制字符 {0}", "换行请写作 \\n，制表符请写作 \\t")
DIAG(JSON_ESCAPE, ERROR, DATA, "\\{0} is no escape", "write \\\\ for a backslash; \\u takes four hexadecimal digits",
     "\\{0} 不是合法的转义", "反斜杠本身请写作 \\\\，\\u 后须有四位十六进制数字")
DIAG(JSON_SURROGATE, ERROR, DATA, "{0} is half of a character", "write both halves, or the character itself",
     "{0} 只是半个字符", "请写全两个 \\u 转义，或直接写出该字符")
DIAG(JSON_NUL, ERROR, DATA, "\\u0000 cannot be printed", "remove it", "\\u0000 无法排印", "请删去")
DIAG(JSON_STRING_OPEN, ERROR, DATA, "the string that begins here is not closed",
     "close it with a double quote; write \\n for a line break", "此处开始的字符串没有结束",
     "请补上双引号；换行请写作 \\n")
DIAG(JSON_QUOTE, ERROR, DATA, "single quotes are not used in JSON", "use double quotes", "JSON 不用单引号",
     "请改用双引号")
DIAG(JSON_FULL_WIDTH, ERROR, DATA, "full-width {0} stands where JSON needs {1}",
     "switch the input method and write {1}", "此处应为半角 {1}，却是全角 {0}", "请切换输入法，改为 {1}")
DIAG(JSON_SPACE, ERROR, DATA, "the character {0} is no space in JSON", "use an ordinary space",
     "字符 {0} 在 JSON 中不是空格", "请改用普通空格")
DIAG(JSON_COMMENT, ERROR, DATA, "JSON has no comments", "remove it", "JSON 没有注释", "请删去注释")
DIAG(JSON_NUMBER, ERROR, DATA, "{0} is no JSON number",
     "digits, with at most one point between digits: 12, 0.5, -3.25; put codes and texts in quotes",
     "{0} 不是 JSON 数字", "只写数字，至多一个小数点且两侧都有数字，如 12、0.5、-3.25；代码和文字请加双引号")
DIAG(JSON_LEADING_ZERO, ERROR, DATA, "the number {0} begins with a superfluous zero",
     "write {1}, or \"{0}\" in quotes if it is a code", "数字 {0} 前有多余的零",
     "请写作 {1}；若是代码，请加引号写作 \"{0}\"")
DIAG(JSON_NUMBER_LONG, ERROR, DATA, "the number {0} is too long", "at most 63 characters; put codes in quotes",
     "数字 {0} 过长", "至多 63 个字符；代码请加双引号")
DIAG(JSON_NUMBER_RANGE, ERROR, DATA, "the number {0} is out of range", "check the exponent", "数字 {0} 超出范围",
     "请检查指数")
DIAG(JSON_NAN, ERROR, DATA, "{0} is no number in JSON", "write null, or leave the key out", "JSON 中没有 {0} 这个数",
     "请写 null，或省去此项")
DIAG(JSON_WORD, ERROR, DATA, "{0} is no JSON value", "true, false and null are written so; put texts in double quotes",
     "{0} 不是 JSON 值", "只有 true、false、null 不加引号；文字请加双引号")
DIAG(JSON_COMMA_EXTRA, ERROR, DATA, "there is a comma too many", "remove it", "多了一个逗号", "请删去")
DIAG(JSON_COMMA_MISSING, ERROR, DATA, "a comma is missing here", "separate items with a comma", "此处缺少逗号",
     "各项之间请用逗号隔开")
DIAG(JSON_COLON, ERROR, DATA, "a colon is missing after the key", "write \"key\": value", "键后缺少冒号",
     "请写作 \"键\": 值")
DIAG(JSON_VALUE_MISSING, ERROR, DATA, "the key has no value", "write the value, null, or remove the key", "此键没有值",
     "请写出值或 null，或删去此键")
DIAG(JSON_KEY, ERROR, DATA, "a key in double quotes is needed here, not {0}", "write \"key\": value",
     "此处应为双引号中的键，而不是 {0}", "请写作 \"键\": 值")
DIAG(JSON_BRACKET, ERROR, DATA, "{0} stands where {1} is needed", "the bracket to be closed stands in line {2}",
     "此处应为 {1}，却是 {0}", "待闭合的括号在第 {2} 行")
DIAG(JSON_UNEXPECTED, ERROR, DATA, "{0} cannot stand here", "remove it", "此处不应有 {0}", "请删去")
DIAG(JSON_AFTER_END, ERROR, DATA, "{0} stands after the end of the JSON value",
     "a file holds one value; check the brackets", "JSON 值结束之后还有 {0}", "一个文件只有一个值，请检查括号")
DIAG(JSON_TRUNCATED, ERROR, DATA, "the file ends within the {0} opened in line {1}", "the file may have been cut off",
     "文件在第 {1} 行开始的{0}之内就结束了", "文件可能不完整")
DIAG(JSON_DUPLICATE, ERROR, DATA, "the key {0} is given twice", "it stands in line {1} already", "键 {0} 重复",
     "它已出现在第 {1} 行")
DIAG(JSON_DEPTH, ERROR, DATA, "arrays and objects are nested more than {0} deep", "", "数组和对象的嵌套超过 {0} 层", "")
DIAG(JSON_NODES, ERROR, DATA, "the file holds more than {0} values", "split the report", "文件中的值超过 {0} 个",
     "请拆分报告")
/* json: what a value may be */
DIAG(JSON_TYPE, ERROR, DATA, "{0} is needed here, not {1}", "{2}", "此处应为{0}，而不是{1}", "{2}")
DIAG(JSON_KEY_UNKNOWN, ERROR, DATA, "the key {0} is not known", "{1}", "没有 {0} 这个键", "{1}")
DIAG(JSON_KEY_MISSING, ERROR, DATA, "the required key {0} is missing", "add it to this object", "缺少必需的键 {0}",
     "请在此对象中补上")
DIAG(JSON_INT, ERROR, DATA, "{0} is not a whole number", "write digits only", "{0} 不是整数", "请只写数字")
DIAG(JSON_INT_RANGE, ERROR, DATA, "{0} is not between {1} and {2}", "", "{0} 不在 {1} 与 {2} 之间", "")
DIAG(JSON_CHOICE, ERROR, DATA, "{0} is none of the possible values", "{1}", "{0} 不在可选值之列", "{1}")
DIAG(JSON_LEN, ERROR, DATA, "{0} is no length", "a number and its unit, 28mm 1.5cm 10.5pt, or a type size such as 三号",
     "{0} 不是长度", "请写数字和单位，如 28mm、1.5cm、10.5pt，或字号，如三号")
DIAG(JSON_LEN_RANGE, ERROR, DATA, "the length {0} is not between {1} pt and {2} pt", "",
     "长度 {0} 不在 {1} 与 {2} 磅之间", "")
/* table */
DIAG(TABLE_TRACKS, ERROR, DATA, "a table of {0} grid tracks; 1 to {1} are possible", "split the table",
     "表格有 {0} 个栅格列，只能为 1 至 {1} 个", "请拆分表格")
DIAG(TABLE_ROWS, ERROR, DATA, "a table of {0} rows; at most {1} are possible", "split the table",
     "表格有 {0} 行，最多 {1} 行", "请拆分表格")
DIAG(TABLE_TOO_WIDE, ERROR, DATA, "the columns of the table need {0} pt at least, {1} pt are there",
     "make fixed columns narrower or use a landscape page", "表格各列至少需要 {0} 磅，版面只有 {1} 磅",
     "请缩小固定列宽或改用横向页面")
DIAG(TABLE_NOT_ONE_PAGE, NOTE, DATA, "the table does not come onto one page even at {0} pt; it is set at its full size",
     "allow a smaller size (min-size), give it a wider page, or leave one-page out",
     "表格即使用 {0} 磅也排不进一页，已按原字号排多页", "请允许更小的字号（min-size）、改用更宽的版面，或去掉 one-page")
DIAG(TABLE_CELL_OVERLAP, ERROR, DATA, "the cell of row {0}, column {1} overlaps one that spans into it from above: {2}",
     "check the spans of this row and of the rows above", "第 {0} 行第 {1} 列的单元格与上方合并单元格重叠：{2}",
     "请检查本行及以上各行的合并行数和列数")
DIAG(TABLE_CELL_OVERHANG, ERROR, DATA,
     "the cell of row {0}, column {1} hangs over the edge of the table or of its head: {2}",
     "check the spans of this row", "第 {0} 行第 {1} 列的单元格超出表格或表头的边界：{2}", "请检查本行的合并行数和列数")
DIAG(CELL_TOO_NARROW, ERROR, DATA,
     "a cell cannot be set even at {3} pt, its column is too narrow: {2} (row {0}, column {1})",
     "widen the column, allow a smaller size (min-size) or use a landscape page",
     "单元格即使用 {3} 磅也排不下，列太窄：{2}（行：{0}；列：{1}）",
     "请加宽该列、允许更小字号（min-size）或改用横向页面")
/* pdf */
DIAG(PDF_SHEET, ERROR, DATA, "page {0} is {1} x {2} pt; a PDF page measures 3 to 14400 pt",
     "change the form's page size", "第 {0} 页为 {1} × {2} 磅，PDF 页面须在 3 至 14400 磅之间",
     "请修改版式文件的页面尺寸")
DIAG(PDF_RANGE, ERROR, INTERNAL, "page {0} holds an item outside of what a PDF can place",
     "look for a length far too large in the form; if there is none, this is a fault of banxin: please report it",
     "第 {0} 页有内容超出 PDF 可表示的范围", "请查看版式文件中是否有过大的长度；如果没有，这是程序的错误，请反馈")
DIAG(PDF_GLYPH, ERROR, INTERNAL, "page {0}: the face {1} has no glyph {2}",
     "this is a fault of banxin: please report it", "第 {0} 页：字体 {1} 没有 {2} 号字形", "这是程序的错误，请反馈")
DIAG(PDF_FACE, ERROR, DATA, "the face {0} cannot be cut to the glyphs used",
     "the font file may be damaged; name another in fonts.json", "字体 {0} 无法按所用字形裁剪",
     "字体文件可能已损坏，请在 fonts.json 中改用其他字体")
DIAG(PDF_LINK, WARNING, INTERNAL, "a link on page {0} leads to nothing printed and is left out", "",
     "第 {0} 页有链接没有目标，已略去", "")
DIAG(PDF_SIZE, ERROR, DATA, "the PDF would be larger than {0} bytes", "split the report", "PDF 将超过 {0} 字节",
     "请拆分报告")
DIAG(PDF_OBJECTS, ERROR, DATA, "the PDF would have more than {0} objects", "split the report, or render it with --conformance none",
     "PDF 的对象将超过 {0} 个", "请拆分报告，或用 --conformance none")
DIAG(PDF_NO_DATE, ERROR, DATA, "PDF/X-4 needs the document's date, and the report has none",
     "give the report a \"date\", or render it without --print x4", "PDF/X-4 须有文件日期，而报告没有",
     "请在报告中写上 \"date\"，或不用 --print x4")
DIAG(PDF_WRITE, ERROR, INTERNAL, "libharu refuses to write: fault {0}", "this is a fault of banxin: please report it",
     "libharu 写出失败：错误 {0}", "这是程序的错误，请反馈")
/* proof */
DIAG(PROOF_SIZE, ERROR, DATA, "the picture of page {0} would be {1} x {2} pixels; at most {3} are possible either way",
     "give a smaller --dpi", "第 {0} 页的图像将为 {1} × {2} 像素，宽和高最多 {3} 像素", "请减小 --dpi")
/* text */
DIAG(GLYPH_MISSING, ERROR, DATA, "no face of the role {2} has the character {0} ({1})",
     "correct the character, or add a face that has it to the role in fonts.json", "字体组“{2}”中没有字符 {0}（{1}）",
     "请改正该字符，或在 fonts.json 的该字体组中添加含有此字符的字体")
DIAG(TEXT_TOO_LONG, ERROR, DATA, "a paragraph has more than {0} characters or parts", "split the paragraph",
     "一个段落超过 {0} 个字符或片段", "请拆分段落")
/* font */
DIAG(FONT_READ, ERROR, IO, "cannot read the font file {0}: {1}", "run scripts/report, which fetches the fonts",
     "无法读取字体文件 {0}：{1}", "请运行 scripts/report 获取字体")
DIAG(FONT_BAD, ERROR, DATA, "{0} is not a font that can be used: {1}", "name another font file in fonts.json",
     "字体文件 {0} 不能使用：{1}", "请在 fonts.json 中改用其他字体文件")
DIAG(FONT_FORBIDDEN, ERROR, DATA, "the maker of the font {0} forbids embedding it in a document",
     "name another font file in fonts.json", "字体 {0} 不允许嵌入文档", "请在 fonts.json 中改用其他字体文件")
DIAG(FONT_ROLE_EMPTY, ERROR, IO, "the role {0} has no {1} font file on this machine; looked for {2}",
     "put one of these files beside fonts.json, or name a font list of your own with --fonts; in the source tree "
     "scripts/report fetches the fonts",
     "本机没有字体组“{0}”的{1}字体文件，已查找 {2}",
     "请将其中一个文件放在 fonts.json 旁边，或用 --fonts 指明自己的字体表；在源码目录中可运行 scripts/report 获取字体")
DIAG(FONT_ROLE_SPOILT, ERROR, DATA, "characters of the role {0} have no face: one of its faces cannot be used", "",
     "字体组“{0}”有字体不能使用，部分字符没有字体", "")
DIAG(FONT_SUBSTITUTE, WARNING, IO, "the role {0} is set in {1}: none of {2} is on this machine",
     "run scripts/report, which fetches the fonts, or put one of the files beside fonts.json",
     "字体组“{0}”改用 {1}：本机没有 {2}", "请运行 scripts/report 获取字体，或将其中一个文件放在 fonts.json 旁边")
DIAG(FONT_NAME, ERROR, DATA, "{0} is not the name of a font file",
     "a name without folders, such as simfang.ttf or simsun.ttc#0; folders are listed under \"folders\"",
     "{0} 不是字体文件名", "请写不含文件夹的文件名，如 simfang.ttf、simsun.ttc#0；文件夹在 \"folders\" 中列出")
DIAG(FONT_LIMIT, ERROR, DATA, "too many folders, roles or faces: {0} is the limit", "remove those no form uses",
     "文件夹、字体组或字体过多，上限为 {0}", "请删去版式不用的字体")
/* form */
DIAG(TEXT_CONTROL, ERROR, DATA, "the text holds {0}, which cannot be printed",
     "remove the character; \\n makes a new line", "文本含有不能印出的字符 {0}", "请删去该字符；换行请用 \\n")
DIAG(TEMPLATE_OPEN, ERROR, DATA, "\"{0}\" is not closed by }}", "write {{{{ to print {{", "“{0}”缺少 }}",
     "要印出 {{ 请写 {{{{")
DIAG(TEMPLATE_CLOSE, ERROR, DATA, "}} is expected here, not \"{0}\"", "{{expression}} or {{expression | format}}",
     "此处应为 }}，而不是“{0}”", "写法为 {{表达式}} 或 {{表达式 | 格式}}")
DIAG(TEMPLATE_FORMAT, ERROR, DATA, "\"{0}\" is not the name of one format", "write {{value | format}}",
     "“{0}”不是一个格式的名称", "写法为 {{值 | 格式}}")
DIAG(EXPR_SYNTAX, ERROR, DATA, "{0} is expected here, not {1}", "", "此处应为{0}，而不是{1}", "")
DIAG(EXPR_FULL_WIDTH, ERROR, DATA, "full-width {0} stands in an expression", "switch the input method and write {1}",
     "表达式中有全角的 {0}", "请切换输入法，改为 {1}")
DIAG(EXPR_TEXT_OPEN, ERROR, DATA, "the text that begins here has no closing quote", "close it with the same quote",
     "此处开始的文字没有结束的引号", "请补上同样的引号")
DIAG(EXPR_TOO_LONG, ERROR, DATA, "the expression has more than {0} bytes", "divide it", "表达式超过 {0} 字节", "请拆分")
DIAG(EXPR_TOO_DEEP, ERROR, DATA, "the expression is nested too deep", "divide it; add up many with sum(...)",
     "表达式嵌套过深", "请拆分；多项相加请用 sum(...)")
DIAG(EXPR_FUNCTION, ERROR, DATA, "there is no function {0}", "{1}", "没有函数 {0}", "{1}")
DIAG(EXPR_ARGS, ERROR, DATA, "{0} takes {1} arguments", "see \"Expressions\" in docs/form.md", "函数 {0} 有 {1} 个参数",
     "见 docs/form.md 的 Expressions 一节")
DIAG(EXPR_TYPE, ERROR, DATA, "{0} is needed here, not {1}", "{2}", "此处应为{0}，而不是{1}", "{2}")
DIAG(EXPR_ROW, ERROR, DATA, "the table {0} has no row and no kind {1}", "{2}", "表 {0} 没有名为 {1} 的行或行类别", "{2}")
DIAG(EXPR_ROWS_NEEDED, ERROR, DATA, "{0} is a table: which of its rows is meant is not said",
     "{0}[key].column, {0}[kind = …].column, {0}[*].column", "{0} 是表，没有写明用哪些行",
     "写法如 {0}[行].列、{0}[kind = …].列、{0}[*].列")
DIAG(EXPR_NO_ROWS, ERROR, DATA, "{0} has no rows to choose from", "tables and lists have rows", "{0} 没有可选的行",
     "只有表和列表才有行")
DIAG(EXPR_KEY_OF_LIST, ERROR, DATA, "the items of the list {0} have no keys",
     "choose by a condition: {0}[name = 'x'], or take all: {0}[*]", "列表 {0} 的各项没有键",
     "请用条件选取：{0}[name = 'x']，或取全部：{0}[*]")
DIAG(EXPR_NO_TABLE, ERROR, DATA, "there is no table at hand here, so [ ... ] must follow a table's name", "",
     "此处没有所在的表，方括号之前须写表名", "")
DIAG(TEMPLATE_PATH, ERROR, DATA, "\"{0}\" is not the path of a value",
     "names with dots between, as in project.basis", "“{0}”不是值的路径", "写法为用点连接的名称，如 project.basis")
DIAG(FORM_FILE_NAME, WARNING, DATA, "the form is named {0}, its file {1}",
     "reports ask for it by name: make the two the same", "版式名为 {0}，文件名为 {1}",
     "报告按名称查找版式，请使两者一致")
DIAG(FORM_TOO_MANY, ERROR, DATA, "more than {0} entries", "divide it", "超过 {0} 项", "请拆分")
DIAG(FORM_TOO_DEEP, ERROR, DATA, "nested too deep", "", "嵌套过深", "")
DIAG(FORM_NAME, ERROR, DATA, "\"{0}\" cannot be a name", "letters of any script, digits, - and _, at most 96 bytes",
     "“{0}”不能用作名称", "可用文字、数字、- 和 _，不超过 96 字节")
DIAG(FORM_NAME_TAKEN, ERROR, DATA, "the name {0} is already taken", "choose another", "名称 {0} 已被使用", "请另取名称")
DIAG(FORM_RULE_OWN, ERROR, DATA, "the rule {0} is one that holds in every form", "choose another name",
     "规则 {0} 是任何版式都有的规则", "请另取名称")
DIAG(FORM_KEY_LISTED, ERROR, DATA, "{0} means nothing in a table whose rows come from a list of the data (rows-from)",
     "remove it, and declare a field of the list for each figure: they are printed as given",
     "各行取自数据中列表（rows-from）的表不能用 {0}", "请删去，并在列表中为每个数声明字段：各数照原样印出")
DIAG(FORM_KEY_IDLE, ERROR, DATA, "{0} means nothing here", "remove it", "{0} 在此处不起作用", "请删去")
DIAG(FORM_LENGTH, ERROR, DATA, "\"{0}\" is not a length that fits here",
     "such as 12mm, 10.5pt, 三号, 1.5 lines; 0 to 5 m", "“{0}”不是此处可用的长度",
     "如 12mm、10.5pt、三号、1.5 lines，0 至 5 米")
DIAG(FORM_EM, ERROR, DATA, "\"{0}\" is not a number of ems that fits here", "such as 2em", "“{0}”不是此处可用的字数",
     "如 2em")
DIAG(FORM_HAIRLINE, ERROR, DATA, "a rule of {0} is too thin to print", "0pt for none, else 0.25pt or more",
     "线宽 {0} 过细，印不出来", "不画线写 0pt，否则不小于 0.25pt")
DIAG(FORM_PATTERN, ERROR, DATA, "\"{0}\" is not a pattern of a date", "{y} {m} {d} {mm} {dd} stand for the parts",
     "“{0}”不是日期样式", "用 {y} {m} {d} {mm} {dd} 表示各部分")
DIAG(FORM_UNKNOWN_STYLE, ERROR, DATA, "there is no style {0}", "{1}", "没有名为 {0} 的样式", "{1}")
DIAG(FORM_UNKNOWN_PAGE, ERROR, DATA, "there is no page master {0}", "{1}", "没有名为 {0} 的页面", "{1}")
DIAG(FORM_UNKNOWN_FORMAT, ERROR, DATA, "there is no format {0}", "{1}", "没有名为 {0} 的格式", "{1}")
DIAG(FORM_UNKNOWN_TABLE, ERROR, DATA, "there is no table {0}", "{1}", "没有名为 {0} 的表", "{1}")
DIAG(FORM_UNKNOWN_COLUMN, ERROR, DATA, "the table has no column {0}", "{1}", "该表没有名为 {0} 的列", "{1}")
DIAG(FORM_UNKNOWN_KIND, ERROR, DATA, "the table has no row kind {0}", "{1}", "该表没有名为 {0} 的行类别", "{1}")
DIAG(FORM_UNKNOWN_ROWS, ERROR, DATA, "there is no row list {0}", "{1}", "没有名为 {0} 的行清单", "{1}")
DIAG(FORM_STYLE_CIRCLE, ERROR, DATA, "styles are based on each other in a circle: {0}", "break the circle",
     "样式循环继承：{0}", "请断开循环")
DIAG(FORM_PAGE_CIRCLE, ERROR, DATA, "page masters are based on each other in a circle: {0}", "break the circle",
     "页面循环继承：{0}", "请断开循环")
DIAG(FORM_STYLE_LACKS, ERROR, DATA, "style {0} gives no {1}, nor does any style it is based on", "add it",
     "样式 {0} 及其上级都没有写 {1}", "请补上")
DIAG(FORM_STYLE_NEEDED, ERROR, DATA, "no style is given for this",
     "add \"style\", or \"paragraph\" to \"block-styles\"", "此处没有指定样式",
     "请加 style，或在 block-styles 中写 paragraph")
DIAG(FORM_SHEET, ERROR, DATA, "the sheet is wider than it is high",
     "give its sizes upright; for a wide page write \"orientation\": \"landscape\"", "纸张的宽大于高",
     "尺寸请按竖放填写；横排页面请写 \"orientation\": \"landscape\"")
DIAG(FORM_MASTER_OPEN, ERROR, DATA, "page master {0} gives neither margins nor area for one of its directions",
     "give \"margins\" or \"area\", or base it on another master", "页面 {0} 的横向或纵向既没有边距也没有版心尺寸",
     "请写 margins 或 area，或继承其他页面")
DIAG(FORM_MASTER_FIT, ERROR, DATA, "page master {0} does not fit: it needs {1} mm where there are {2} mm",
     "margins and area add up to the sheet; folio and running head stand within the margins",
     "页面 {0} 放不下：需要 {1} 毫米，只有 {2} 毫米", "边距与版心之和等于纸张尺寸，页码和页眉位于边距之内")
DIAG(FORM_FIELD_PARTS, ERROR, DATA, "the parts do not suit the type {0}",
     "a list has \"fields\" or \"item\", a record has \"fields\", other types have neither", "组成部分与类型 {0} 不符",
     "list 写 fields 或 item，record 写 fields，其他类型都不写")
DIAG(FORM_NO_COLUMNS, ERROR, DATA, "there are no columns", "add at least one", "没有列", "请至少写一列")
DIAG(FORM_WIDTH, ERROR, DATA, "\"{0}\" is not the width of a column", "such as 12mm, 2fr, auto, or an array of these",
     "“{0}”不是列宽", "如 12mm、2fr、auto，或由它们组成的数组")
DIAG(FORM_RANGE, ERROR, DATA, "this is not a range of columns", "two column keys, the first not after the second",
     "这不是列的范围", "写两个列的 key，前者不在后者之后")
DIAG(FORM_MERGE_OVERLAP, ERROR, DATA, "merged columns overlap", "a column belongs to one merged cell",
     "合并的列相互重叠", "一列只属于一个合并单元格")
DIAG(FORM_LEAD_SPANS, ERROR, DATA, "the cells of this row cover {0} of the table's {1} grid tracks",
     "the tracks of its cells, and of cells that reach down into it, add up to all of them",
     "本行单元格占 {0} 个栅格列，全表共 {1} 个", "本行单元格与上方伸下的单元格合计应占满全表")
DIAG(FORM_LEAD_OVERHANG, ERROR, DATA, "a cell reaches down beyond the last of these rows", "make its \"rows\" smaller",
     "有单元格伸出了最后一行", "请减小其 rows")
DIAG(FORM_PANELS, ERROR, DATA, "the panels do not cover the columns one after the other: {0} is next",
     "together they cover each column once, from left to right", "各栏没有依次占满各列：应轮到 {0}",
     "各栏自左至右占满各列，每列一次")
DIAG(FORM_PANEL_CELL, ERROR, DATA, "column {0} is not of this panel", "name columns of the panel's own range",
     "列 {0} 不在这一栏中", "请使用本栏范围内的列")
DIAG(FORM_LINE_EMPTY, ERROR, DATA, "the line has no text", "add \"left\", \"center\" or \"right\"", "这一行没有文字",
     "请写 left、center 或 right")
DIAG(FORM_SIGNATURE_NAME, ERROR, DATA, "\"{0}\" cannot be the name of a signature",
     "1 to 20 characters, without points, no two alike", "“{0}”不能作为签名域的名称", "1 至 20 个字符，不含句点，互不相同")
DIAG(FORM_SIGNATURES_EMPTY, ERROR, DATA, "the list of who signs is empty", "name them in their order",
     "签名人的列表是空的", "请依次写出")
DIAG(FORM_SIGNATURES_ONCE, ERROR, DATA, "\"signatures\" may be printed only once",
     "name all who sign in one block, outside of any \"each\"", "signatures 只能印一次",
     "请在一块中写出所有签名人，且不放在 each 之内")
DIAG(FORM_BLOCK_KIND, ERROR, DATA, "\"{0}\" names no kind of block", "{1}", "“{0}”不是内容块的种类", "{1}")
DIAG(FORM_BLOCK_KINDS, ERROR, DATA, "a block is either \"{0}\" or \"{1}\"", "make two blocks of it",
     "一个内容块不能既是“{0}”又是“{1}”", "请分成两块")
DIAG(FORM_SECTION_MISSING, ERROR, DATA, "\"{0}\" stands outside of any section, so there is no page for it",
     "put it into a \"section\"; a table may stand alone if it has a \"page\"",
     "“{0}”不在任何 section 之内，没有页面可放", "请放入 section；表格有 page 时可单独放置")
DIAG(FORM_SECTION_NESTED, ERROR, DATA, "a section stands inside of another", "end the one before the next",
     "section 之内又有 section", "请先结束前一个")
DIAG(FORM_TEST, ERROR, DATA, "a test has exactly one of \"not\", \"all\", \"any\"", "leave out the others",
     "一个条件只能写 not、all、any 之一", "请删去其余的键")
DIAG(FORM_IF_EMPTY, ERROR, DATA, "\"if\" has neither \"then\" nor \"else\"", "add one", "if 既没有 then 也没有 else",
     "请补上一个")
DIAG(FORM_PATH, ERROR, DATA, "nothing is named {0} here", "{1}", "此处没有名为 {0} 的值", "{1}")
DIAG(FORM_PATH_BELOW, ERROR, DATA, "{0}: there is nothing below {1}",
     "the items of a list are named inside of \"each\"", "{0}：{1} 之下没有内容", "列表的各项要在 each 中引用")
DIAG(FORM_PATH_NO_VALUE, ERROR, DATA, "{0} is not a single value that can be printed", "name one of its fields",
     "{0} 不是可以印出的单个值", "请引用其中的字段")
DIAG(FORM_PATH_NO_LIST, ERROR, DATA, "{0} is not a list", "", "{0} 不是列表", "")
DIAG(FORM_PATH_NO_BLOCKS, ERROR, DATA, "{0} is not blocks of text", "declare it with the type \"blocks\"",
     "{0} 不是文字块", "请在 data 中声明为 blocks")
DIAG(FORM_FORMAT_FITS, ERROR, DATA, "the format {0} does not suit {1}",
     "amounts, dates and whole numbers have their own formats", "格式 {0} 不适用于 {1}", "金额、日期、整数各有格式")
DIAG(FORM_ROWS_FIELD, ERROR, DATA, "column {0} has no field of its type in {1}",
     "declare the field, or correct the column", "列 {0} 在 {1} 中没有同类型的字段", "请声明该字段或改正该列")
DIAG(FORM_VALUE_TYPE, ERROR, DATA, "the expression does not give what column {0} holds",
     "amounts for a column of amounts, numbers for one of numbers", "表达式的结果与列 {0} 的类型不符",
     "金额列须得金额，数值列须得数")
DIAG(FORM_CHECK_TEST, ERROR, DATA, "a check is something that holds or does not", "compare: a = b, a <= b",
     "检查须是成立或不成立的条件", "请写比较，如 a = b、a <= b")
DIAG(FORM_ACROSS_TYPE, ERROR, DATA, "what is asked of the other report cannot be set against what is asked of this one",
     "amounts with amounts, numbers with numbers; of units amounts or numbers alone, which are added up",
     "向另一份报告取的值与本报告的值无法核对", "金额对金额，数对数；单位之和只能是金额或数")
DIAG(FORM_TABLE_UNUSED, WARNING, DATA, "the story prints no table {0}",
     "add {\"table\": \"{0}\"} to the story, or remove it", "story 没有印出表 {0}", "请在 story 中加入该表，或将其删去")
/* compose */
DIAG(SCOPE_PATH, ERROR, DATA, "nothing is named {0} here", "see \"Templates\" in docs/form.md for the names there are",
     "此处没有名为 {0} 的值", "可用的名称见 docs/form.md 的 Templates 一节")
DIAG(SCOPE_PATH_NEAR, ERROR, DATA, "nothing is named {0} here", "did you mean {1}?", "此处没有名为 {0} 的值",
     "是不是 {1}？")
DIAG(QUOTE_KIND, ERROR, DATA, "{0} is not a single value that can be printed", "name one of its fields",
     "{0} 不是可以印出的单个值", "请引用其中的字段")
DIAG(QUOTE_FORMAT, ERROR, DATA, "{0} cannot be printed by the format {1}",
     "amounts, dates and whole numbers have their own formats", "{0} 不能按格式 {1} 印出", "金额、日期、整数各有格式")
DIAG(FIGURE_TYPE, ERROR, DATA, "{0} is needed here, not {1} {2}", "", "此处应为{0}，而不是{1}{2}", "")
DIAG(FIGURE_DIVISION, ERROR, DATA, "division by zero", "ask first: if(b = 0, ..., a / b)", "除数为零",
     "请先判断：if(b = 0, …, a / b)")
DIAG(FIGURE_GROWTH, ERROR, DATA, "growth from zero has no rate",
     "say the change alone where there was nothing before: if(before > 0, growth(now, before, 1))",
     "上年为零，没有增长率", "上年没有金额时只写增减额：if(before > 0, growth(now, before, 1))")
DIAG(FIGURE_OVERFLOW, ERROR, DATA, "the number is too large to be reckoned with", "check the figures",
     "数过大，无法计算", "请检查数据")
DIAG(FIGURE_MANY, ERROR, DATA, "one row is meant, and there are {0}", "choose more closely, or add them up: sum(...)",
     "此处应为一行，却有 {0} 行", "请加条件选定一行，或用 sum(...) 相加")
DIAG(FIGURE_NO_ROWS, ERROR, DATA, "there is no row or cell to take {0} from", "ask first: if(count(...) > 0, ..., ...)",
     "没有可取{0}的行或单元格", "请先判断：if(count(...) > 0, …, …)")
DIAG(FIGURE_INEXACT, ERROR, DATA, "{0} has no end of decimals", "say to how many it is rounded: round(x, 2), or a format",
     "{0}除不尽", "请写明保留几位小数：round(x, 2)，或用格式")
DIAG(FIGURE_DECIMALS, ERROR, DATA, "how many decimals is a number from 0 to 18", "", "小数位数须为 0 至 18 的数", "")
DIAG(FIGURE_STEPS, ERROR, DATA, "more than {0} rows would have to be looked at",
     "a condition on rows within another goes over all rows again for each; choose more simply",
     "需要查看的行超过 {0} 行", "条件中再选行会逐行重查全部行，请简化")
DIAG(FIGURE_CIRCLE, ERROR, DATA, "the cell {0} is reckoned from itself", "break the circle",
     "单元格 {0} 的计算用到了它自己", "请断开循环")
DIAG(FIGURE_CHAIN, ERROR, DATA, "too many cells are reckoned one from the other", "let the form take them from fewer rows",
     "单元格逐个相互计算，层次过多", "请在版式中减少层次")
DIAG(FIGURE_CELL, ERROR, DATA, "what is reckoned for the cell {0} cannot be an amount of money", "check the figures",
     "单元格 {0} 算出的数不能作为金额", "请检查数据")
DIAG(FILL_FORMAT, ERROR, DATA, "the form has no format {0}", "see \"formats\" in the form", "版式中没有格式 {0}",
     "请查看版式文件的 formats")
DIAG(FLOW_TOO_HIGH, ERROR, DATA, "this is {0} pt high at least; the page has {1} pt",
     "use a higher type area, smaller type or less leading", "此处至少高 {0} 磅，页面版心只有 {1} 磅",
     "请加高版心、缩小字号或行距")
DIAG(MARGIN_TEXT, ERROR, DATA, "the folio or running head of this page takes {0} pt; its margin has {1} pt",
     "shorten it ({{organ.short}}), set it smaller, or give it a wider margin", "本页面的页码或页眉占 {0} 磅，而页边只有 {1} 磅",
     "请缩短文字（如用 {{organ.short}}）、改用小一些的字号，或加宽页边")
DIAG(FLOW_PAGES, ERROR, DATA, "the report has too many pages", "split it", "报告页数过多", "请拆分")
DIAG(FONT_ROLE_UNKNOWN, ERROR, DATA, "the font list has no role {0}", "{1}", "字体表中没有字体组“{0}”", "{1}")
DIAG(CLOSING_NO_DATE, WARNING, DATA, "the closing has no date", "give \"date\", as in 2020-01-16", "落款没有日期",
     "请写 date，如 2020-01-16")
/* app */
DIAG(USAGE_COMMAND, ERROR, DATA, "there is no command {0}", "see banxin --help", "没有命令 {0}", "请看 banxin --help")
DIAG(USAGE_COMMAND_NEAR, ERROR, DATA, "there is no command {0}", "did you mean {1}?", "没有命令 {0}", "是不是 {1}？")
DIAG(USAGE_NO_COMMAND, ERROR, DATA, "no command given", "see banxin --help", "没有写命令", "请看 banxin --help")
DIAG(USAGE_NO_REPORT, ERROR, DATA, "nothing is named to work on", "banxin {0} {1}", "没有写要处理的文件",
     "banxin {0} {1}")
DIAG(USAGE_NO_PDF, ERROR, DATA, "no PDF given", "banxin {0} FILE.pdf...", "没有写 PDF 文件", "banxin {0} 文件.pdf...")
DIAG(USAGE_NEEDED, ERROR, DATA, "option {0} is missing", "{0} {1}", "缺少选项 {0}", "{0} {1}")
DIAG(USAGE_EITHER, ERROR, DATA, "options {0} and {1} exclude each other", "give one of them", "选项 {0} 与 {1} 不能同时使用",
     "请只写其中一个")
DIAG(USAGE_LEVEL_TSA, ERROR, DATA, "--level {0} needs a time-stamping service", "name it with --tsa",
     "--level {0} 需要时间戳服务", "请用 --tsa 写出其地址")
DIAG(USAGE_SEAL_AT, ERROR, DATA, "{0} is no place for a seal",
     "PAGE,X,Y: a page from 1, and its centre in millimetres from the left and from the top", "{0} 不是印章位置",
     "写法：页,X,Y，页从 1 起，X、Y 为印章中心到页左边和上边的毫米数")
DIAG(USAGE_SEAL_MM, ERROR, DATA, "a seal cannot be {0} mm wide", "5 to 100", "印章宽度不能是 {0} 毫米", "应为 5 至 100")
DIAG(USAGE_ONE_FOLDER, ERROR, DATA, "one folder is meant, and {0} is another", "name one folder",
     "只能写一个文件夹，{0} 是多余的", "只写一个文件夹")
DIAG(USAGE_SECOND, ERROR, DATA, "{0} needs to be told what to do", "one of {1}; see banxin {0} --help", "{0} 后须写明做什么",
     "{1} 之一；请看 banxin {0} --help")
DIAG(USAGE_NO_ARCHIVE, ERROR, DATA, "no archive given", "banxin {0} DIR", "没有写档案库", "banxin {0} 文件夹")
DIAG(USAGE_SINGLE, ERROR, DATA, "option {0} is for a single file", "add the files one by one", "选项 {0} 只用于单个文件",
     "请逐个归档")
DIAG(USAGE_HASH, ERROR, DATA, "{0} is no head of a chain", "64 hexadecimal digits, as banxin archive add prints them",
     "{0} 不是链首", "应为 64 位十六进制数字，见 banxin archive add 的输出")
DIAG(USAGE_DATE, ERROR, DATA, "{0} is no date", "as in 2026-01-16", "{0} 不是日期", "写法如 2026-01-16")
DIAG(USAGE_EPOCH, ERROR, DATA, "SOURCE_DATE_EPOCH is {0}, which is no number of seconds", "unset it, or give digits alone",
     "环境变量 SOURCE_DATE_EPOCH 为 {0}，不是秒数", "请删去该变量，或只写数字")
DIAG(USAGE_NO_NAME, ERROR, DATA, "the name of a report is empty", "name the report's file", "报告的文件名是空的",
     "请写报告文件名")
DIAG(USAGE_OPTION, ERROR, DATA, "there is no option {0} here", "see {1} --help", "此处没有选项 {0}", "请看 {1} --help")
DIAG(USAGE_OPTION_NEAR, ERROR, DATA, "there is no option {0} here", "did you mean {1}?", "此处没有选项 {0}",
     "是不是 {1}？")
DIAG(USAGE_NO_VALUE, ERROR, DATA, "option {0} takes no value, but has {1}", "leave the value out",
     "选项 {0} 不带值，却写了 {1}", "请去掉该值")
DIAG(USAGE_VALUE, ERROR, DATA, "option {0} needs a value", "{0} {1}", "选项 {0} 需要一个值", "{0} {1}")
DIAG(USAGE_CHOICE, ERROR, DATA, "{0} is not a value of this option", "one of {1}", "{0} 不是这个选项的值",
     "应为 {1} 之一")
DIAG(USAGE_TWICE, ERROR, DATA, "option {0} is given twice", "give it once", "选项 {0} 写了两次", "请只写一次")
DIAG(USAGE_FOLDER, ERROR, DATA, "there are several reports, but {1} is no folder", "let {0} name a folder",
     "报告有多份，但 {1} 不是文件夹", "请让 {0} 指向一个文件夹")
DIAG(USAGE_NO_FOLDER, ERROR, IO, "{0}: there is no folder {1}", "create it first", "{0}：没有文件夹 {1}", "请先建立")
DIAG(USAGE_FOLDER_IS_FILE, ERROR, DATA, "{0}: {1} is a file, no folder",
     "name a folder; the name of a file ends in no /", "{0}：{1} 是文件，不是文件夹", "请写文件夹；文件名末尾没有 /")
DIAG(USAGE_REPORT_TWICE, ERROR, DATA, "the report {0} is given twice", "give it once", "报告 {0} 写了两次",
     "请只写一次")
DIAG(USAGE_DUMP_IS_OUTPUT, ERROR, DATA, "the PDF and the pages as text would both be written to {0}",
     "let --dump-pages name another file", "PDF 和页面文本会写到同一个文件 {0}", "请让 --dump-pages 指向另一个文件")
DIAG(USAGE_OUTPUT_TWICE, ERROR, DATA, "{0} and {1} would both be written to {2}", "render them into different folders",
     "{0} 与 {1} 会写到同一个文件 {2}", "请分别写到不同的文件夹")
DIAG(USAGE_OUTPUT_IS_INPUT, ERROR, DATA, "the output {0} is a file to be read", "name another output",
     "输出 {0} 正是要读取的文件", "请另写输出文件名")
DIAG(USAGE_NUMBER, ERROR, DATA, "{0} is not a whole number from {2} to {1}", "digits alone", "{0} 不是 {2} 至 {1} 的整数",
     "只写数字")
DIAG(USAGE_PAGES, ERROR, DATA, "{0} is no list of pages", "pages and ranges of pages, divided by commas: 1,3-5,8-",
     "{0} 不是页码表", "请写页码和页码范围，用逗号隔开，如 1,3-5,8-")
DIAG(PROOF_BEYOND, WARNING, DATA, "there is no page {0}, as --pages asks: the report has {1}", "",
     "--pages 所写的第 {0} 页不存在，报告共 {1} 页", "")
DIAG(PROOF_NO_PAGE, ERROR, DATA, "--pages {0} names no page of the report, which has {1}", "name pages that it has",
     "--pages {0} 没有选中报告的任何一页，报告共 {1} 页", "请写报告中有的页码")
DIAG(USAGE_PRINT_3A, ERROR, DATA, "--print x4 carries no files, and so cannot be --conformance 3a",
     "leave --conformance out, or write 2a or none", "--print x4 不带附件，不能同时用 --conformance 3a",
     "请省去 --conformance，或写 2a、none")
DIAG(USAGE_ALONE, ERROR, DATA, "option {0} says nothing without {1}", "add {1}, or leave {0} out",
     "只写选项 {0} 而没有 {1} 无意义", "请加上 {1}，或去掉 {0}")
DIAG(ACROSS_EMPTY, ERROR, DATA, "there is no report in {0}", "name the folder that holds the reports' .json files",
     "{0} 中没有报告", "请写报告 .json 文件所在的文件夹")
DIAG(ACROSS_PASSED, NOTE, DATA, "this is no report and is passed over: it has neither form nor organ", "",
     "此文件没有 form 和 organ，不是报告，已略过", "")
DIAG(ACROSS_FILES, ERROR, DATA, "{0} holds more than {1} .json files", "name a folder with fewer",
     "{0} 中的 .json 文件超过 {1} 个", "请分到几个文件夹")
DIAG(ACROSS_DEEP, WARNING, DATA, "the folder is passed over: it is more than {0} folders down",
     "move its reports up", "此文件夹已略过：嵌套超过 {0} 层", "请把其中的报告移到上层")
DIAG(ORGANS_EMPTY, ERROR, DATA, "the list names no organ", "one organ a line: its code, a comma, its name",
     "名单中没有单位", "每行一个单位：编码，逗号，名称")
DIAG(ORGANS_UTF8, ERROR, DATA, "this line is not UTF-8", "save the file as UTF-8; it may be in GBK or GB 18030",
     "此行不是 UTF-8 编码", "请另存为 UTF-8，原文件可能是 GBK 或 GB 18030")
DIAG(ORGANS_LINE, ERROR, DATA, "this line is no organ", "a code, a comma or tab, a name; or a name alone",
     "此行不是一个单位", "应为：编码，逗号或制表符，名称；或只写名称")
DIAG(ORGANS_TWICE, WARNING, DATA, "the organ {0} is listed twice", "once is enough", "单位 {0} 列了两次", "列一次即可")
DIAG(ORGANS_MANY, ERROR, DATA, "the list names more than {0} organs", "check that it is the right file",
     "名单中的单位超过 {0} 个", "请确认是否选对了文件")
DIAG(CHECK_PAGES, NOTE, DATA, "the pages of the findings are not known: the report cannot be set",
     "banxin render tells why", "无法排出该报告，各处问题未注明页码", "原因请看 banxin render 的输出")
DIAG(SIGN_WORKER, ERROR, INTERNAL, "the process that was to sign {0} has ended before it did", "run again with -j 1",
     "负责签名 {0} 的进程中途结束", "请加 -j 1 重新运行")
DIAG(CHECK_WORKER, ERROR, INTERNAL, "the process that was to check {0} has ended before it did", "run again with -j 1",
     "负责检查 {0} 的进程中途结束", "请加 -j 1 重新运行")
DIAG(VERIFY_WORKER, ERROR, INTERNAL, "the process that was to verify {0} has ended before it did",
     "the file is damaged, or made to do that", "负责验证 {0} 的进程中途结束", "文件已损坏，或有意如此")
DIAG(ARCHIVE_WORKER, ERROR, INTERNAL, "the process that was at work on {0} has ended before it was done",
     "run again; what was told to be added is there", "处理 {0} 的进程中途结束", "请重新运行；已告知归档的都在库中")
DIAG(BATCH_FOLDER, ERROR, IO, "cannot work in {0}: {1}", "", "无法在 {0} 中工作：{1}", "")
DIAG(BATCH_NONE, ERROR, IO, "no batch has been begun in {0}", "banxin batch or banxin batch plan begins one",
     "{0} 中没有批次", "请先用 banxin batch 或 banxin batch plan 建立")
DIAG(BATCH_BUSY, ERROR, IO, "another run is at work in {0}", "wait for its end; banxin batch status tells how far it is",
     "另一次运行正在 {0} 中进行", "请等它结束；进度见 banxin batch status")
DIAG(BATCH_BEGUN, ERROR, DATA, "a batch has been begun in {0}", "add --resume to go on with it, or name another folder",
     "{0} 中已有批次", "继续请加 --resume，否则请另写文件夹")
DIAG(BATCH_JOURNAL_CUT, NOTE, IO, "{1} cut or damaged records of {0} are passed over",
     "what they spoke of counts as missing", "{0} 中有 {1} 条记录残缺，已略过", "所涉报告按缺失处理")
DIAG(BATCH_TEMPLATE, ERROR, DATA, "{0} is no template of names",
     "text and names of data in double braces, such as {{year}}-{{organ.code}}.pdf; no folder",
     "{0} 不能用作文件名模板", "写文字和双花括号中的数据名，如 {{year}}-{{organ.code}}.pdf；不带文件夹")
DIAG(BATCH_NO_NAME, ERROR, DATA, "there is no {0} to name the PDF by",
     "it must be a text or a number of the report; fill it in, or change --name", "没有可用于文件名的 {0}",
     "须是报告中的文字或数；请填写，或修改 --name")
DIAG(BATCH_CLASH, ERROR, DATA, "{0} and {1} would both be published as {2}",
     "let --name tell them apart, or leave one of them out", "{0} 与 {1} 都会写成 {2}", "请用 --name 区分，或去掉其一")
DIAG(BATCH_LINE, ERROR, DATA, "this line cannot be read: {0}",
     "a path, or an object with \"input\" and maybe \"name\", \"form\", \"conformance\"", "此行无法读取：{0}",
     "写一个路径，或写含 input（可有 name、form、conformance）的对象")
DIAG(BATCH_EMPTY, ERROR, DATA, "{0} stands for no report", "name files, folders, patterns or a manifest (.jsonl)",
     "{0} 不对应任何报告", "请写文件、文件夹、通配符或清单（.jsonl）")
DIAG(BATCH_INPUT_NAME, ERROR, DATA, "the name of {0} is not UTF-8", "rename the file", "{0} 的文件名不是 UTF-8",
     "请改文件名")
DIAG(BATCH_MANY, ERROR, DATA, "there are more than {0} reports", "make several batches of them", "报告超过 {0} 份",
     "请分成几批")
DIAG(BATCH_FOREIGN, ERROR, DATA, "the name {0} is taken by a file that no batch has made",
     "move it away, or name another folder; nothing is replaced", "文件名 {0} 已被占用，且不是批次所写",
     "请移走该文件，或另写文件夹；不会覆盖任何文件")
DIAG(BATCH_STALE, ERROR, DATA, "{0} is published already, from other data, form, fonts, options or certificate",
     "move it away to have it made anew; nothing is replaced", "{0} 已写出，但所用数据、版式、字体、选项或证书不同",
     "要重新生成请移走该文件；不会覆盖任何文件")
DIAG(BATCH_OTHER_BYTES, ERROR, INTERNAL, "{0} holds other bytes than what was or would be made from the same input",
     "the file has been changed since; move it away to have it made again", "{0} 的内容与同一输入所应生成的不同",
     "该文件曾被改动；要重新生成请移走它")
DIAG(BATCH_CHANGED, ERROR, IO, "{0} has changed since its PDF was named", "run again with --resume",
     "{0} 在确定输出文件名之后发生了变化", "请加 --resume 重新运行")
DIAG(BATCH_TIME, ERROR, DATA, "it took longer than {0} seconds", "--time-limit allows for more", "超过 {0} 秒仍未完成",
     "可用 --time-limit 放宽")
DIAG(BATCH_MEMORY, ERROR, DATA, "it needs more than {0} MiB of memory", "--memory-limit allows for more",
     "所需内存超过 {0} MiB", "可用 --memory-limit 放宽")
DIAG(BATCH_SIZE, ERROR, DATA, "its PDF is larger than {0} MiB", "--size-limit allows for more", "PDF 超过 {0} MiB",
     "可用 --size-limit 放宽")
DIAG(BATCH_CRASH, ERROR, INTERNAL, "the process that was to make it was ended by signal {0}",
     "the others are not concerned; keep the report, it shows a fault of banxin or of the machine",
     "负责生成的进程被信号 {0} 终止", "其他报告不受影响；请保留该报告以便查找原因")
DIAG(BATCH_EXITED, ERROR, INTERNAL, "the process that was to make it ended with status {0}",
     "the others are not concerned; keep the report, it shows a fault of banxin", "负责生成的进程以状态 {0} 退出",
     "其他报告不受影响；请保留该报告以便查找原因")
DIAG(BATCH_NO_PROCESS, ERROR, INTERNAL, "there was no process to make it: {0}", "run again with --resume",
     "没有可用的进程：{0}", "请加 --resume 重新运行")
DIAG(USAGE_PRESS_SEAL, ERROR, DATA, "--print x4 makes files for a press, which may bear no seal",
     "leave --seal or --print out", "--print x4 生成供印刷的文件，不能加盖印章", "请去掉 --seal 或 --print")
DIAG(BATCH_SIGN_WORD, ERROR, DATA, "the plan says --{0} {1} of signing, which nobody can", "make the plan anew",
     "任务清单中的签名选项 --{0} {1} 不可用", "请重新作计划")
DIAG(BATCH_UNSIGNED, ERROR, DATA, "{0} is of no use here: the plan signs nothing", "make the plan anew, with --sign",
     "{0} 在此无用：任务清单没有要求签名", "请加 --sign 重新作计划")
DIAG(BATCH_KEY_GONE, WARNING, IO, "the batch was stopped: the key cannot be used any more",
     "banxin batch --resume goes on when it can be", "批次已停止：密钥不能再用", "可用后以 banxin batch --resume 继续")
DIAG(BATCH_SHARD, ERROR, DATA, "there is no shard {0}: the plan has {1}, numbered from 0", "", "没有第 {0} 片：任务共 {1} 片，从 0 编号",
     "")
DIAG(BATCH_PROGRAM, WARNING, DATA, "the plan is of banxin {0}; this is {1}", "make the plan anew",
     "任务清单由 banxin {0} 生成，当前版本为 {1}", "请重新生成任务清单")
DIAG(SEARCH_FORM, ERROR, DATA, "there is no form {0}; looked in {1}", "check the name, or name the file with --form",
     "没有版式 {0}；已查找 {1}", "请检查名称，或用 --form 指明文件")
DIAG(SEARCH_FORM_NEAR, ERROR, DATA, "there is no form {0}; looked in {1}", "did you mean {2}?",
     "没有版式 {0}；已查找 {1}", "是不是 {2}？")
DIAG(SEARCH_FORM_OTHER, NOTE, DATA, "the report asks for form {0}, --form is {1}",
     "check that --form names the right file", "报告要用版式 {0}，--form 给的是 {1}", "请确认 --form 所指的文件")
DIAG(SEARCH_FONTS, ERROR, IO, "there is no font list fonts.json; looked in {0}", "name the file with --fonts",
     "没有字体表 fonts.json；已查找 {0}", "请用 --fonts 指明文件")
DIAG(SEARCH_PROFILE, ERROR, IO, "there is no CMYK profile on this system; looked for {0}",
     "install libgs-common, or name the press's profile with --profile", "系统中没有 CMYK 特性文件；已查找 {0}",
     "请安装 libgs-common，或用 --profile 指明印刷条件的特性文件")
DIAG(PROFILE_KIND, ERROR, DATA, "{0} is no ICC profile of a CMYK press",
     "an output profile (class prtr) for CMYK, of version 2 or 4, is wanted", "{0} 不是 CMYK 印刷条件的 ICC 特性文件",
     "须为第 2 或第 4 版的 CMYK 输出特性文件（prtr 类）")
DIAG(RECORD_MISSING, ERROR, IO, "the part of banxin that signs, verifies and archives, {0}, is in none of {1}",
     "install banxin again", "缺少负责签名、验证和归档的模块 {0}；已查找 {1}", "请重新安装 banxin")
DIAG(RECORD_LOAD, ERROR, IO, "{0} cannot be loaded: {1}", "install what it needs; see scripts/setup", "无法装入 {0}：{1}",
     "请安装它所需的软件包，见 scripts/setup")
DIAG(RECORD_VERSION, ERROR, IO, "{0} is of another version than the program", "install both anew",
     "{0} 与程序的版本不同", "请一并重新安装")
/* sign: the file to be signed */
DIAG(PDF_NONE, ERROR, DATA, "this is no PDF: it does not begin with %PDF-", "name a PDF", "这不是 PDF：开头不是 %PDF-",
     "请写 PDF 文件")
DIAG(PDF_ENCRYPTED, ERROR, DATA, "the PDF is encrypted", "save it without a password first", "此 PDF 已加密",
     "请先另存为不加密的文件")
DIAG(PDF_DAMAGED, ERROR, DATA, "the PDF is damaged: {0}", "get the file anew; qpdf --check tells more",
     "此 PDF 已损坏：{0}", "请重新取得该文件；qpdf --check 会说明详情")
DIAG(PDF_MEMORY, ERROR, DATA, "the PDF asks for more than {0} MiB of memory to be read",
     "it is damaged, or made to do harm: get the file anew", "读取此 PDF 所需的内存超过 {0} MiB", "文件已损坏，或有意如此，请重新取得该文件")
/* sign: verifying */
DIAG(TRUST_BROKEN, ERROR, DATA, "this holds no certificate that can be read", "a PEM file of certificates is wanted",
     "此文件中没有可读的证书", "须为 PEM 格式的证书文件")
DIAG(TRUST_EMPTY, ERROR, DATA, "there is no certificate in the folder", "its files must end in .pem, .crt or .cer",
     "文件夹中没有证书", "证书文件名须以 .pem、.crt 或 .cer 结尾")
/* sign: who signs */
DIAG(SIGN_KEY_READ, ERROR, DATA, "there is no private key in {0} that can be read: {1}",
     "a key in PEM or DER, or a PKCS#12 file, or a PKCS#11 URI", "{0} 中没有可读的私钥：{1}",
     "应为 PEM 或 DER 私钥、PKCS#12 文件，或 PKCS#11 URI")
DIAG(SIGN_PASSWORD, ERROR, DATA, "the password of {0} is wrong", "check it, and the file it comes from", "{0} 的口令不对",
     "请核对口令及其所在的文件")
DIAG(SIGN_PASSWORD_NONE, ERROR, DATA, "{0} needs a password or PIN",
     "give it with --password-file or --password-fd, or at a terminal", "{0} 需要口令或 PIN",
     "请用 --password-file 或 --password-fd 提供，或在终端输入")
DIAG(SIGN_PASSWORD_LONG, ERROR, DATA, "the password in {0} is longer than {1} bytes", "its first line is the password",
     "{0} 中的口令超过 {1} 字节", "口令是其第一行")
DIAG(SIGN_CERT_READ, ERROR, DATA, "there is no certificate in {0} that can be read: {1}", "a certificate in PEM or DER",
     "{0} 中没有可读的证书：{1}", "应为 PEM 或 DER 证书")
DIAG(SIGN_CERT_NONE, ERROR, DATA, "there is no certificate for the key {0}", "name its file with --cert",
     "没有密钥 {0} 的证书", "请用 --cert 写出证书文件")
DIAG(SIGN_KEY_FITS, ERROR, DATA, "the key is not that of the certificate of {0}",
     "check that --key and --cert belong together", "私钥与 {0} 的证书不匹配", "请确认 --key 与 --cert 是一对")
DIAG(SIGN_KEY_KIND, ERROR, DATA, "keys of the kind {0} cannot sign here", "RSA, ECDSA or SM2", "此处不能用 {0} 类的密钥签名",
     "可用 RSA、ECDSA 或 SM2")
DIAG(SIGN_KEY_WEAK, ERROR, DATA, "an RSA key of {0} bits is too weak", "2048 bits at least", "{0} 位的 RSA 密钥强度不足",
     "至少 2048 位")
DIAG(SIGN_EXPIRED, ERROR, DATA, "the certificate of {0} has expired: it was valid until {1}",
     "ask its issuer for a new one", "{0} 的证书已过期：有效期至 {1}", "请向发证机构申请新证书")
DIAG(SIGN_NOT_YET, ERROR, DATA, "the certificate of {0} is not valid before {1}", "check this machine's clock",
     "{0} 的证书自 {1} 起才有效", "请检查本机时钟")
DIAG(SIGN_CERT_USAGE, ERROR, DATA, "the certificate of {0} is not for signatures",
     "its key usage must have digitalSignature or nonRepudiation", "{0} 的证书不能用于签名",
     "其密钥用途须含 digitalSignature 或 nonRepudiation")
DIAG(SIGN_CHAIN, WARNING, DATA, "the chain holds no certificate of the issuer of {0}", "add it to the file of --chain",
     "证书链中没有 {0} 的发证者的证书", "请将其加入 --chain 的文件")
DIAG(SIGN_FAILED, ERROR, DATA, "the key cannot sign: {0}", "check the key", "无法用该密钥签名：{0}", "请检查密钥")
DIAG(TOKEN_ENGINE, ERROR, IO, "OpenSSL's PKCS#11 engine is not there: {0}", "install libengine-pkcs11-openssl",
     "缺少 OpenSSL 的 PKCS#11 引擎：{0}", "请安装 libengine-pkcs11-openssl")
DIAG(TOKEN_MODULE, ERROR, IO, "the token's library {0} cannot be used: {1}", "name it with --pkcs11-module",
     "无法使用令牌的程序库 {0}：{1}", "请用 --pkcs11-module 写出其路径")
DIAG(TOKEN_PIN, ERROR, DATA, "the PIN of {0} is wrong", "check it; a token locks itself after a few wrong ones",
     "{0} 的 PIN 不对", "请核对；多次输错后令牌会锁定")
DIAG(TOKEN_LOCKED, ERROR, DATA, "the token of {0} is locked", "its officer can unlock it", "{0} 所在的令牌已锁定",
     "请由管理员解锁")
DIAG(TOKEN_KEY, ERROR, DATA, "the token has no private key {0}: {1}", "check the URI, and that the token is plugged in",
     "令牌中没有私钥 {0}：{1}", "请检查 URI，并确认令牌已插入")
DIAG(TOKEN_CERT, ERROR, DATA, "the token has no certificate {0}", "name its file with --cert", "令牌中没有证书 {0}",
     "请用 --cert 写出证书文件")
DIAG(TOKEN_ARGV, ERROR, DATA, "the PIN stands in the URI, where every process can read it",
     "take it out, and give it with --password-file or --password-fd", "PIN 写在 URI 中，任何进程都能读到",
     "请去掉，改用 --password-file 或 --password-fd 提供")
DIAG(TOKEN_GONE, ERROR, IO, "the token does not sign any more: {0}", "plug it in and run again",
     "令牌不再签名：{0}", "请重新插入后再运行")
/* sign: the seal */
DIAG(SEAL_PNG, ERROR, DATA, "the seal is no PNG that can be read: {0}", "save the picture as PNG with transparency",
     "印章不是可读的 PNG：{0}", "请另存为带透明背景的 PNG")
DIAG(SEAL_OPAQUE, ERROR, DATA, "nothing of the seal is transparent, so it would cover what it stands on",
     "save the picture as PNG with a transparent background", "印章没有透明部分，会遮住下面的文字",
     "请另存为透明背景的 PNG")
DIAG(SEAL_LARGE, ERROR, DATA, "the seal has {0} x {1} pixels; at most {2} each way", "make the picture smaller",
     "印章为 {0} × {1} 像素，每边至多 {2}", "请缩小图片")
DIAG(SEAL_PLACE, ERROR, DATA, "the file does not say where the closing stands", "say where the seal goes with --seal-at",
     "文件没有写明落款的位置", "请用 --seal-at 指定印章位置")
DIAG(SEAL_PAGE, ERROR, DATA, "there is no page {0}; the file has {1}", "see --seal-at", "没有第 {0} 页，文件共 {1} 页",
     "请检查 --seal-at")
DIAG(SEAL_OUTSIDE, ERROR, DATA, "the seal would not be on the page", "see --seal-at and --seal-mm", "印章会超出页面",
     "请检查 --seal-at 和 --seal-mm")
DIAG(SEAL_FIELD, ERROR, DATA, "the field {0} has no place on a page for a seal", "name another with --field, or none",
     "签名域 {0} 在页面上没有位置，无法盖章", "请用 --field 另写一个，或不写")
DIAG(SEAL_SLICE, ERROR, DATA, "the file has so few pages that a slice of the seal would be wider than 25 mm",
     "leave --straddle out, or make the seal smaller with --seal-mm", "文件页数太少，骑缝章的一片会超过 25 毫米宽",
     "请不用 --straddle，或用 --seal-mm 缩小印章")
DIAG(SEAL_PRESS, ERROR, DATA, "the file is PDF/X, for a press, and would be none with a seal on what is printed",
     "sign it without --seal, or seal the copy that is not for the press", "该文件是供印刷的 PDF/X，印刷范围内加盖印章后即不再符合",
     "请去掉 --seal，或在不供印刷的一份上盖章")
DIAG(SEAL_LATE, ERROR, DATA, "a seal across the pages changes them, and {0} is a signature of them as they are",
     "let the first signature bring it", "骑缝章会改变页面，而 {0} 已对页面签名", "请在首次签名时加盖")
/* sign: time stamps, and what validates a signature later */
DIAG(TSA_DOWN, ERROR, IO, "the time-stamping service {0} gives no answer: {1}",
     "check the address; --tsa-timeout and --tsa-retries say how long it is waited for", "时间戳服务 {0} 没有应答：{1}",
     "请检查地址；等待时间由 --tsa-timeout 和 --tsa-retries 设定")
DIAG(TSA_GARBAGE, ERROR, DATA, "what {0} answers is no time stamp: {1}", "check the address",
     "{0} 的应答不是时间戳：{1}", "请检查地址")
DIAG(TSA_REFUSED, ERROR, DATA, "the time-stamping service {0} refuses, with status {1}", "ask who runs it",
     "时间戳服务 {0} 拒绝，状态 {1}", "请询问其运营者")
DIAG(TSA_WRONG, ERROR, DATA, "the time stamp of {0} is not for this signature, or not to be trusted: {1}",
     "try again; with --tsa-trust, check that it names the service's root", "{0} 的时间戳不是对本签名的，或不可信：{1}",
     "请重试；若用 --tsa-trust，请确认其中有该服务的根证书")
DIAG(MATERIAL_FILE, ERROR, DATA, "this is no list of revoked certificates and no OCSP answer",
     "in DER, or a list in PEM", "此文件既不是吊销列表，也不是 OCSP 应答", "应为 DER，或 PEM 的吊销列表")
DIAG(MATERIAL_FETCH, WARNING, IO, "{0} gives no answer: {1}", "", "{0} 没有应答：{1}", "")
DIAG(MATERIAL_ISSUER, ERROR, DATA, "the certificate of the issuer of {0} is missing",
     "add it to the file of --chain, or allow it to be fetched with --fetch-issuers", "缺少 {0} 的发证者的证书",
     "请加入 --chain 的文件，或用 --fetch-issuers 允许下载")
DIAG(MATERIAL_NONE, ERROR, DATA, "whether the certificate of {0} is revoked cannot be found out",
     "give a list of revoked certificates or an OCSP answer with --revocation", "无法确定 {0} 的证书是否已吊销",
     "请用 --revocation 提供吊销列表或 OCSP 应答")
DIAG(SIGN_REVOKED, ERROR, DATA, "the certificate of {0} was revoked, {1}", "ask its issuer for a new one",
     "{0} 的证书已吊销，{1}", "请向发证机构申请新证书")
/* sign: where the signature goes */
DIAG(SIGN_FIELD_SIGNED, ERROR, DATA, "the field {0} is signed already", "name another with --field, or none",
     "签名域 {0} 已签名", "请用 --field 另写一个，或不写")
DIAG(SIGN_FIELD_OTHER, ERROR, DATA, "the field {0} is not one for signatures", "name another with --field, or none",
     "域 {0} 不是签名域", "请用 --field 另写一个，或不写")
DIAG(SIGN_FIELD_NAME, ERROR, DATA, "{0} cannot be the name of a field",
     "up to 200 bytes, without points and control characters", "“{0}”不能作为域名", "至多 200 字节，不含句点和控制字符")
DIAG(SIGN_LOCKED, ERROR, DATA, "an earlier signature allows no further change", "sign the file as it was before",
     "先前的签名不允许再作任何更改", "请对签名前的文件签名")
/* archive: the store */
DIAG(ARCHIVE_NONE, ERROR, DATA, "{0} is no archive: {1}", "banxin archive init makes one", "{0} 不是档案库：{1}",
     "用 banxin archive init 建立档案库")
DIAG(ARCHIVE_DISK, ERROR, IO, "cannot use {0}: {1}", "", "无法使用 {0}：{1}", "")
DIAG(ARCHIVE_BUSY, ERROR, IO, "other processes hold {0}; waited {1} seconds", "try again, or wait longer with --wait",
     "{0} 正被其他进程占用，已等待 {1} 秒", "请稍后再试，或用 --wait 延长等待时间")
DIAG(ARCHIVE_OBJECT_OTHER, ERROR, DATA, "{0} is there already and is not what its name says",
     "banxin archive verify tells more", "{0} 已存在，但内容与名称不符", "请用 banxin archive verify 查明")
DIAG(ARCHIVE_CATALOGUE, ERROR, DATA, "{0} is no catalogue that can be used: {1}",
     "banxin archive verify --rebuild makes it anew from the chain", "{0} 不能用作目录：{1}",
     "banxin archive verify --rebuild 可由登记簿重建目录")
DIAG(ARCHIVE_CATALOGUE_USE, ERROR, IO, "the catalogue {0} cannot be used now: {1}", "try again", "目录 {0} 暂时无法使用：{1}",
     "请重试")
DIAG(ARCHIVE_CHAIN, ERROR, DATA, "in the chain of {0} line {1} does not follow the line before",
     "nothing is added to a chain that is broken; banxin archive verify tells more", "{0} 的登记簿第 {1} 行与前一行不相接",
     "登记簿断裂时不能归档，请用 banxin archive verify 查明")
DIAG(ARCHIVE_STEP, ERROR, DATA, "the chain of {0} is not the one that its catalogue was made from",
     "it was cut or changed; banxin archive verify tells what", "{0} 的登记簿与目录所据的不同",
     "登记簿可能被截断或改动，请用 banxin archive verify 查明")
DIAG(ARCHIVE_REFUSED, ERROR, DATA, "not taken into the archive: {0} findings against it", "banxin verify tells all of them",
     "未予归档：有 {0} 处问题", "详情请用 banxin verify")
DIAG(ARCHIVE_FINDING, ERROR, DATA, "{1} ({0})", "", "{1}（{0}）", "")
DIAG(ARCHIVE_UNSAID, ERROR, DATA, "the file does not say its {0}", "give it with {1}", "文件未注明{0}", "请用 {1} 给出")
DIAG(ARCHIVE_LOST, ERROR, DATA, "the file is entry {0}, of which the archive has lost the object",
     "put it back from a copy of the archive; banxin archive verify tells the name", "该文件是第 {0} 件，但库中的原件已缺失",
     "请从档案库的备份恢复，文件名见 banxin archive verify")
DIAG(ARCHIVE_LONG, ERROR, DATA, "what the file says of itself is too long for an entry", "", "文件的著录信息过长", "")
DIAG(ARCHIVE_NOTHING, ERROR, DATA, "nothing in the archive is what was asked for", "banxin archive find lists what there is",
     "档案库中没有符合条件的档案", "可用 banxin archive find 查看")
/* archive: what is found against one, by DA/T 70's four questions */
DIAG(PROOF_LINE, ERROR, DATA, "line {0} of the chain is no entry", "it was changed, or not written by banxin",
     "登记簿第 {0} 行不是条目", "该行被改动过，或不是 banxin 写的")
DIAG(PROOF_SEQUENCE, ERROR, DATA, "the chain has entry {0} where {1} should stand",
     "entries were removed, added or put into another order", "登记簿中应为第 {1} 件处却是第 {0} 件", "条目被删除、添加或换序")
DIAG(PROOF_LINK, ERROR, DATA, "entry {0} does not follow entry {1} as that stands now",
     "one of the two was changed, or another put in its place", "第 {0} 件与现在的第 {1} 件不相接",
     "两件之一被改动或替换")
DIAG(PROOF_HEAD, ERROR, DATA, "the chain does not hold the head {0}",
     "it was cut, set back to an older state, or changed before that entry", "登记簿中没有链首 {0}",
     "登记簿被截断、退回到旧状态，或在该件之前被改动")
DIAG(PROOF_CHANGED, ERROR, DATA, "the object of entry {0} was changed: its {1} is {2}", "{3}", "第 {0} 件的原件被改动：其 {1} 为 {2}",
     "{3}")
DIAG(PROOF_SIGNATURE, ERROR, DATA, "entry {0}: {2} ({1})", "banxin verify tells more", "第 {0} 件：{2}（{1}）",
     "详情请用 banxin verify")
DIAG(PROOF_METADATA, ERROR, DATA, "entry {0} says of {1} what its file does not", "the entry or the file was exchanged",
     "第 {0} 件的{1}与原件不符", "条目或原件被替换")
DIAG(PROOF_MISSING, ERROR, DATA, "the object of entry {0} is missing: {1}", "put it back from a copy of the archive",
     "第 {0} 件的原件缺失：{1}", "请从档案库的备份恢复")
DIAG(PROOF_READ, ERROR, IO, "the object of entry {0} cannot be read: {1}", "", "无法读取第 {0} 件的原件：{1}", "")
DIAG(PROOF_CATALOGUE, ERROR, DATA, "the catalogue cannot be used", "banxin archive verify --rebuild makes it anew",
     "目录无法使用", "banxin archive verify --rebuild 可重建目录")
DIAG(PROOF_CATALOGUE_LACKS, ERROR, DATA, "the catalogue lacks entry {0}", "banxin archive verify --rebuild makes it anew",
     "目录缺少第 {0} 件", "banxin archive verify --rebuild 可重建目录")
DIAG(PROOF_CATALOGUE_ADDS, ERROR, DATA, "the catalogue has entry {0}, which the chain has not",
     "the chain was cut, or somebody wrote into the catalogue", "目录中有第 {0} 件，登记簿中没有",
     "登记簿被截断，或有人改写目录")
DIAG(PROOF_CATALOGUE_DIFFERS, ERROR, DATA, "the catalogue says of entry {0} what the chain does not",
     "one of the two was changed", "目录中的第 {0} 件与登记簿不符", "两者之一被改动")
DIAG(PROOF_CATALOGUE_INDEX, ERROR, DATA, "the catalogue is damaged within", "banxin archive verify --rebuild makes it anew",
     "目录内部损坏", "banxin archive verify --rebuild 可重建目录")
DIAG(PROOF_TAIL, WARNING, DATA, "the chain ends in what was broken off after entry {0}",
     "the next addition cuts it away", "登记簿在第 {0} 件之后有未写完的内容", "下次归档时会清除")
DIAG(PROOF_UNSAID, WARNING, DATA, "entry {0} does not say its {1}", "", "第 {0} 件未注明{1}", "")
DIAG(PROOF_UNREADABLE, ERROR, DATA, "the object of entry {0} is no PDF that can be read", "", "第 {0} 件的原件不是可读的 PDF", "")
DIAG(PROOF_CLAIM, WARNING, DATA, "entry {0} claims no format for archives", "PDF/A is what will be read in thirty years",
     "第 {0} 件未声明长期保存格式", "PDF/A 才能保证日后可读")
DIAG(PROOF_CLAIM_FALSE, WARNING, DATA, "entry {0} claims {1}, which does not hold in all", "banxin verify tells more",
     "第 {0} 件声明的 {1} 不完全成立", "详情请用 banxin verify")
DIAG(PROOF_FOREIGN, ERROR, DATA, "{0} does not belong to the archive", "move it away", "{0} 不属于档案库", "请移走")
DIAG(PROOF_KIND, ERROR, DATA, "{0} is not what should stand there: a link, or neither file nor folder", "look at it",
     "{0} 处应为普通文件或文件夹", "请检查该处")
DIAG(PROOF_RIGHTS, WARNING, DATA, "everybody may change {0}", "take the right away: chmod o-w", "任何人都可改动 {0}",
     "请收回权限：chmod o-w")
DIAG(PROOF_LEFT, NOTE, DATA, "{0} is left of an addition that is under way or was broken off",
     "the next addition removes it, if it was broken off", "{0} 属于正在进行或中断了的归档", "若已中断，下次归档时会清除")
DIAG(PROOF_WORKER, ERROR, INTERNAL, "the process that was to look at entry {0} has ended before it did",
     "run again with -j 1", "负责核对第 {0} 件的进程中途结束", "请加 -j 1 重新运行")
/* model */
DIAG(REPORT_FORM_NAME, ERROR, DATA, "\"{0}\" cannot be the name of a form",
     "the form's name alone, without folder and .json", "“{0}”不能是版式名称", "只写版式名称，不带文件夹和 .json")
DIAG(REPORT_TABLE_MISSING, ERROR, DATA, "the form's table {0}{1} is missing",
     "add it to \"tables\"; a table without data is [], or \"optional\" in the form", "缺少版式要求的表 {0}{1}",
     "请在 tables 中加入；没有数据写 []，或在版式中标为 optional")
DIAG(REPORT_TOO_MANY, ERROR, DATA, "more than {0} rows or items", "divide it", "超过 {0} 行或项", "请拆分")
DIAG(REPORT_BLANK, ERROR, DATA, "{0} is required and blank", "fill it in, or make it optional in the form",
     "{0} 为必填，却是空的", "请填写，或在版式中改为可选")
DIAG(REPORT_AMOUNT, ERROR, DATA, "\"{0}\" is not an amount",
     "digits as in 1897.5 or 371,514,655.00: no exponent, no unit, no spaces; where — or / is printed, see \"Variants\" in "
     "docs/form.md",
     "“{0}”不是金额", "写法如 1897.5 或 371,514,655.00，不用指数、单位和空格；印“—”“/”的写法见 docs/form.md 的 Variants 一节")
DIAG(REPORT_AMOUNT_FINE, ERROR, DATA, "{0} {1} is finer than 0.01 yuan", "round it to 0.01 yuan",
     "{0} {1}精确到了 0.01 元以下", "请舍入到分，即 0.01 元")
DIAG(REPORT_AMOUNT_LARGE, ERROR, DATA, "{0} {1} is too large", "amounts reach 40,000,000,000,000,000 yuan",
     "{0} {1}过大", "金额上限为 40,000,000,000,000,000 元")
DIAG(REPORT_NUMBER, ERROR, DATA, "\"{0}\" is not a number",
     "digits, maybe a point and decimals; no exponent, no unit; where % or — is printed, see \"Variants\" in docs/form.md",
     "“{0}”不是数", "写数字，可带小数点，不用指数和单位；印 %、“—”的写法见 docs/form.md 的 Variants 一节")
DIAG(REPORT_INTEGER, ERROR, DATA, "\"{0}\" is not a whole number, or too large a one", "digits alone",
     "“{0}”不是整数，或数值过大", "只写数字")
DIAG(REPORT_DATE, ERROR, DATA, "\"{0}\" is not a date", "a day of the calendar, as in 2020-01-16", "“{0}”不是日期",
     "写法如 2020-01-16，须是存在的日期")
DIAG(REPORT_BRACES, WARNING, DATA, "{{ is printed as it stands here", "values are filled in only within blocks of text",
     "此处的 {{ 会照原样印出", "只有文字块里可以填入值")
DIAG(REPORT_POINTER, ERROR, DATA, "\"{0}\" is not a JSON pointer",
     "as banxin check tells it with each finding, such as /tables/income/3/total", "“{0}”不是 JSON 指针",
     "写法见 banxin check 的输出，如 /tables/income/3/total")
DIAG(REPORT_BLOCK, ERROR, DATA, "this is no block of text",
     "a text, or an object with \"paragraph\", \"heading\" or \"list\"", "这不是文字块",
     "写文字，或含 paragraph、heading、list 之一的对象")
DIAG(REPORT_UNKNOWN_KIND, ERROR, DATA, "the form's table has no row kind {0}", "{1}", "版式的该表没有名为 {0} 的行类别",
     "{1}")
DIAG(REPORT_UNKNOWN_ROW, ERROR, DATA, "the form's table has no fixed row {0}", "{1}", "版式的该表没有名为 {0} 的固定行",
     "{1}")
DIAG(REPORT_ROW_TWICE, ERROR, DATA, "the fixed row {0} is filled twice", "join the two rows", "固定行 {0} 填了两次",
     "请合并两行")
DIAG(REPORT_ROW_UNPLACED, ERROR, DATA, "the row does not say which fixed row it fills",
     "add \"row\" with the key of one of the form's rows", "本行没有写明对应的固定行",
     "请用 row 写出版式中固定行的 key")
DIAG(REPORT_CELL_PANEL, ERROR, DATA, "column {0} is not in the panel of the row {1}",
     "fill in the columns of its own panel", "列 {0} 不在行 {1} 所在的一栏", "请填写本栏的列")
DIAG(REPORT_CELL_OF_FORM, ERROR, DATA, "the form itself writes {0} of the row {1}", "leave it out",
     "行 {1} 的 {0} 由版式写出", "请删去")
