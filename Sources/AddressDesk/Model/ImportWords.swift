import Base

/// The words of bringing a system's table into the library.
enum ImportWords {
    static let title = Words("导入系统的地址", "Bring in a system's addresses")
    static let lead = Words(
        "各部门系统里的地址表，一行一行对到统一地址库。先看会怎样，再并入；同一张表再来一次，只算改过的行。",
        "A department's table of addresses is matched to the library row by row. You see what would happen before anything does; the "
            + "same table again counts only the rows that changed.")
    static let link = Words("导入系统的地址", "Bring in addresses")

    // Bringing
    static let bring = Words("带一张表来", "Bring a table")
    static let file = Words("表格", "The table")
    static let fileHint = Words(
        "XLSX、CSV 或 TSV，第一行是列名，最大 20 MB。更大的由管理员用命令导入。",
        "XLSX, CSV or TSV with names in its first line, 20 MB at most. The administrator brings in larger ones by command."
    )
    static let system = Words("哪个系统的", "Which system it comes from")
    static let newSystem = Words("新的系统，名称写在下面", "A new one, named below")
    static let newTitle = Words("新系统的名称", "The new system's name")
    static let newTitleHint = Words("如：自来水用户、房屋租赁备案", "Such as: water customers, tenancy register")
    static let shortName = Words("新系统的简称", "The new system's short name")
    static let shortNameHint = Words(
        "小写字母、数字和-，命令里用；可以不填。", "Small letters, digits and -, for commands; may stay empty.")
    static let send = Words("传上来看一遍", "Bring it in and look")
    static let unreadable = Words("这张表收不下", "This table cannot be taken")
    static let noFile = Words("请先选文件", "Choose a file first")
    static let privacy = Words(
        "只读编号和地址两样，别的列不留。表格并入后即删，不并入的一周后删。",
        "Only the key and the address are read; nothing is kept of other columns. The file goes when it is merged, or after a week."
    )

    // The list
    static let list = Words("带来过的表", "Tables that were brought")
    static let none = Words("还没有带来过表", "No table was brought yet")
    static func rows(_ count: Int) -> Words {
        Words("\(count.grouped) 行", count == 1 ? "1 row" : "\(count.grouped) rows")
    }
    static func state(_ state: AddressImport.State) -> Words {
        switch state {
        case .brought: Words("等着并入", "Not merged yet")
        case .running: Words("正在并入", "Being merged")
        case .done: Words("已并入", "Merged")
        case .failed: Words("没有并完", "Came to a stop")
        case .dropped: Words("没有要", "Thrown away")
        }
    }

    // Columns
    static let columns = Words("哪些列是地址", "Which columns are the address")
    static let columnsHint = Words(
        "分在几列的地址，各列都选“地址”，按先后连起来。编号用来认同一行；没有就按行号认，下次行序不能变。",
        "An address in several columns: choose “address” for each; they are put together in their order. The key tells a row next time; "
            + "without one its line does, and lines must not move.")
    static let useNothing = Words("不用", "not read")
    static let useKey = Words("编号", "key")
    static let useAddress = Words("地址", "address")
    static let look = Words("按这样看一遍", "Look at it this way")

    // Preview
    static let preview = Words("会怎样", "What would happen")
    static func sample(_ count: Int, of all: Int) -> Words {
        count >= all
            ? Words("全部 \(all.grouped) 行试对一遍：", "All \(all.grouped) rows tried:")
            : Words(
                "先拿前 \(count.grouped) 行试对一遍，全表 \(all.grouped) 行：",
                "The first \(count.grouped) of \(all.grouped) rows tried:")
    }
    static let text = Words("地址", "Address")
    static let key = Words("编号", "Key")
    static let becomes = Words("结果", "What becomes of it")
    static func firstShown(_ count: Int) -> Words { Words("前 \(count) 行", "The first \(count) rows") }
    static let linked = Words("对上", "means")
    static let proposes = Words("新提出，在", "is proposed in")
    static let waits = Words("等人定", "waits for a person")
    static let stands = Words("已有，没变", "stands already")
    static func faulty(_ count: Int) -> Words {
        Words("另有 \(count.grouped) 行读不出，不会并入。", "\(count.grouped) rows cannot be read and are left out.")
    }
    static func line(_ number: Int) -> Words { Words("第 \(number) 行：", "Row \(number): ") }

    static let start = Words("并入地址库", "Merge into the library")
    static let startNote = Words(
        "对得准的直接连上，新门牌先提出、待核实，拿不准的进待核队列。",
        "What is sure is linked, new numbers are proposed, what is not sure goes to the queue.")
    static let drop = Words("不要这张表", "Throw it away")

    // Running and done
    static let running = Words("正在并入", "Being merged")
    static func written(_ count: Int, of all: Int) -> Words {
        Words("已写入 \(count.grouped) 行，共 \(all.grouped) 行。", "\(count.grouped) of \(all.grouped) rows are written.")
    }
    static let runningNote = Words("可以离开这一页；断电也不要紧，会接着做。", "You may leave this page; even a power cut only delays it.")
    static let report = Words("结果", "What came of it")
    static let failed = Words("没有并完", "It came to a stop")
    static let failedNote = Words("已经写入的留着；可以再来一次，不会重复。", "What was written stays; start again, nothing is done twice.")
    static let again = Words("再来一次", "Start again")
    static let gone = Words("文件已经不在了，请重新带来。", "The file is no longer here; bring it again.")
    static let dropped = Words("这张表没有并入，已经删掉。", "This table was not merged and is deleted.")

    static let equal = Words("一模一样", "Equal")
    static let safe = Words("写法有出入", "Close")
    static let new = Words("新地址", "New")
    static let waiting = Words("等人定", "Waiting")
    static let rejected = Words("不并入", "Left out")
    static let already = Words("已有，没变", "Unchanged")
    static func proposed(_ count: Int) -> Words {
        Words("新提出 \(count.grouped) 个地址", "\(count.grouped) places proposed")
    }
    static func changed(_ count: Int) -> Words { Words("\(count.grouped) 行和上次不一样", "\(count.grouped) rows changed") }
    static func masked(_ count: Int) -> Words { Words("遮去 \(count.grouped) 处号码", "\(count.grouped) numbers masked") }
    static let review = Words("去定拿不准的", "Decide what waits")
    static let reasons = Words("没有并入的", "Left out")
    static let reason = Words("原因", "Reason")
    static let count = Words("行数", "Rows")
    static let rejects = Words("下载没有并入的行", "Download the rows left out")
    static let back = Words("回到导入", "Back")

    /// Why a row was left out.
    static func reason(_ reason: String) -> Words {
        guard reason != AddressMerge.badRow else { return Words("这一行读不出（格数、引号或数字不对）", "The row cannot be read") }
        switch SourceText.Fault(rawValue: reason) {
        case .empty: return Words("没有写地址", "No address is written")
        case .number: return Words("只有一串号码", "A number alone")
        case .foreign: return Words("不是中文地址", "No Chinese address")
        case .tooLong: return Words("超过 300 字", "More than 300 characters")
        case .elsewhere: return Words("别的区的地址", "A place elsewhere")
        case .unreadable: return Words("有乱码", "Characters of another encoding")
        case .key, nil: return Words("没有编号，或者编号重复", "No key, or the key of another row")
        }
    }

    /// Why nothing was done.
    static func fault(_ fault: ImportFault) -> Words {
        switch fault {
        case .noSystem: Words("请选系统，或者写新系统的名称", "Choose the system, or name a new one")
        case .badName:
            Words(
                "简称只能用小写字母、数字和-，也不能是别的系统用过的", "A short name has small letters, digits and -, and is no other system's")
        case .noAddress: Words("请至少选一列作地址", "Choose at least one column of the address")
        case .keyIsAddress: Words("同一列不能又是编号又是地址", "A column cannot be both key and address")
        case .moved: Words("这张表刚才已经有人动过，请看现在的样子", "Somebody was faster; look at how it stands now")
        case .gone: gone
        }
    }
}
