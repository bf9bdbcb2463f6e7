public import Base

extension SheetError {
    /// What is told to whoever brought the file.
    public var words: Words {
        switch self {
        case .empty: Words("文件里没有表格内容", "There is no table in the file")
        case .system(let number): Words("文件读写失败（系统错误 \(number)）", "The system refused (error \(number))")
        case .noTable: Words("这不是表格：请用 XLSX、CSV 或 TSV", "This is no table; bring XLSX, CSV or TSV")
        case .foreign(let kind): kind.words
        case .damaged(let part): Words("电子表格不完整或已损坏：\(part)", "The workbook is cut off or damaged: \(part)")
        case .declaration(let part):
            Words("电子表格里有不允许的声明：\(part)", "The workbook holds a declaration that is not allowed: \(part)")
        case .bomb:
            Words("电子表格解压后超出上限（2 GB 或 200 倍）", "The workbook unpacks to more than 2 GB or 200 times its size")
        case .tooManyColumns(let count):
            Words("有 \(count) 列，最多 \(SheetLimits.columns) 列", "\(count) columns; at most \(SheetLimits.columns)")
        case .tooManyRows:
            Words("超过 \(SheetLimits.rows) 行", "More than \(SheetLimits.rows.grouped) rows")
        case .tooLarge: Words("电子表格里的文字或合并单元格太多", "Too many texts or merged cells in the workbook")
        case .noSheet(let name?): Words("没有名为“\(name)”的工作表", "There is no sheet named \(name)")
        case .noSheet(nil): Words("没有可见的工作表", "There is no sheet that can be seen")
        case .quotes: Words("文件里到处有没有关上的引号", "Quotation marks are left open all over the file")
        case .textTooLong: Words("单元格文字超过 32767 字", "A text has more than 32,767 characters")
        case .zeroByte: Words("单元格文字里有空字节", "A text holds a zero byte")
        case .badChoices:
            Words("可选值里有逗号，或合计超过 255 字", "A choice has a comma, or all have together more than 255 characters")
        case .writing(let number): Words("写不出电子表格（\(number)）", "The workbook cannot be written (\(number))")
        }
    }
}

extension SheetError.Foreign {
    fileprivate var words: Words {
        switch self {
        case .oldWorkbook:
            Words("这是旧格式的 .xls，请另存为 .xlsx", "This is an old .xls workbook; save it as .xlsx")
        case .encrypted: Words("文件设了密码，请先去掉密码", "A password closes the file; take it off first")
        case .document: Words("这是文字文档（.docx），不是电子表格", "This is a text document (.docx), no workbook")
        case .presentation: Words("这是演示文稿（.pptx），不是电子表格", "This is a presentation (.pptx), no workbook")
        case .binaryWorkbook:
            Words("这是二进制的 .xlsb，请另存为 .xlsx", "This is a binary .xlsb workbook; save it as .xlsx")
        case .openDocument:
            Words("这是 OpenDocument 文件，请另存为 .xlsx", "This is an OpenDocument file; save it as .xlsx")
        case .archive: Words("这是压缩包，不是电子表格", "This is an archive, no workbook")
        }
    }
}

extension SheetFault {
    /// The reason that stands beside a rejected row.
    public var words: Words {
        switch self {
        case .width(let found, let expected):
            Words("有 \(found) 格，表头有 \(expected) 格", "\(found) cells under a header of \(expected)")
        case .quote: Words("引号没有成对", "A quotation mark is not closed as it should be")
        case .undecodable: Words("有读不出的字符（编码不对）", "Characters that cannot be read (wrong encoding)")
        case .zeroByte: Words("有空字节", "A zero byte")
        case .tooLong: Words("这一行太长", "The row is too long")
        case .rounded(let column):
            Words(
                "第 \(column) 列的数字超过 15 位，已被电子表格改过；请把该列设为文本再填",
                "Column \(column): a number of more than 15 digits, which the spreadsheet has rounded; write it as text"
            )
        case .error(let column, let text): Words("第 \(column) 列是错误值 \(text)", "Column \(column): the error \(text)")
        case .uncomputed(let column):
            Words("第 \(column) 列的公式没有计算结果", "Column \(column): a formula without a value")
        case .noDay(let column): Words("第 \(column) 列不是日期", "Column \(column): no day of the calendar")
        case .lost(let column): Words("第 \(column) 列的文字在文件里找不到", "Column \(column): its text is not in the file")
        }
    }
}
