public import Base

/// One thing that is not as the journal recorded it.
public struct VerificationProblem: Hashable, Sendable {
    /// What kind of damage it is.
    public enum Kind: String, CaseIterable, Sendable {
        case entryChanged, entryMisfiled, entryMissing, entryDoubled, entryUnread, chainBroken, chainMoved
        case logChanged, logGap, logOrder, logMissing, nodeChanged, headWrong, headsMissing, logCut, slipUnknown
        case signatureWrong, signedHeadWrong
        case batchChanged, stateForged, rowChanged, rowMissing, rowAdded, valueChanged, valueMissing, erasureUnrecorded
    }

    /// What kind of damage it is.
    public let kind: Kind
    /// What is damaged: the id of an entry, `kind/id number` of a chain, `table/row`, or the size of a head.
    public let name: String

    /// A sentence for people.
    public var words: Words {
        let words = kind.words
        return Words("\(words.zh)：\(name)", "\(words.en): \(name)")
    }
}

extension VerificationProblem.Kind {
    /// What the kind of damage means.
    public var words: Words {
        switch self {
        case .entryChanged: Words("留痕内容被改动", "An entry was changed")
        case .entryMisfiled: Words("留痕被挪了位置", "An entry was moved elsewhere")
        case .entryMissing: Words("留痕被删除", "An entry is missing")
        case .entryDoubled: Words("留痕重复", "An entry is there twice")
        case .entryUnread: Words("留痕无法读取", "An entry cannot be read")
        case .chainBroken: Words("留痕与上一条对不上", "An entry does not follow the one before it")
        case .chainMoved: Words("留痕链的末尾被改动", "The end of a chain was changed")
        case .logChanged: Words("总账中的记录与留痕不符", "The log does not agree with an entry")
        case .logGap: Words("总账缺号", "A position of the log is missing")
        case .logOrder: Words("总账顺序被改动", "The order of the log was changed")
        case .logMissing: Words("留痕没有进入总账", "An entry was left out of the log")
        case .nodeChanged: Words("总账的中间值被改动", "A stored node of the log was changed")
        case .headWrong: Words("总账与存下的账头不符", "The log does not agree with a recorded head")
        case .headsMissing: Words("账头文件不见了，无法查截尾", "The file of heads is missing; a cut-off end cannot be found")
        case .logCut: Words("总账末尾被截掉", "The end of the log was cut off")
        case .signatureWrong: Words("签名与账头或公钥不符", "A signature does not hold")
        case .signedHeadWrong: Words("总账与签过名的账头不符", "The log does not agree with a signed head")
        case .slipUnknown: Words("凭条上的留痕找不到", "The entry on a slip cannot be found")
        case .batchChanged: Words("批量导入的记录被改动", "The rows of a batch were changed")
        case .stateForged: Words("数据的校验值被改动", "The digest of a row was changed")
        case .rowChanged: Words("数据被绕过留痕修改", "A row was changed without an entry")
        case .rowMissing: Words("数据被绕过留痕删除", "A row was deleted without an entry")
        case .rowAdded: Words("数据被绕过留痕添加", "A row was added without an entry")
        case .valueChanged: Words("个人信息被绕过留痕修改", "A personal value was changed without an entry")
        case .erasureUnrecorded: Words("删除个人信息没有留痕", "A personal value was erased without an entry")
        case .valueMissing: Words("个人信息不见了，也没有删除记录", "A personal value is gone and was not erased")
        }
    }
}

/// What verification found.
public struct VerificationReport: Sendable {
    /// Entries read.
    public internal(set) var entries: Int64 = 0
    /// Entries in the log.
    public internal(set) var sequenced: Int64 = 0
    /// Personal values that were erased.
    public internal(set) var erased: Int64 = 0
    /// Batches of imports.
    public internal(set) var batches: Int64 = 0
    /// Rows whose state was recomputed.
    public internal(set) var rows: Int64 = 0
    /// Tables that entries speak of but this program does not know; their rows were not verified.
    public internal(set) var unverifiedTables: Set<String> = []
    /// What is wrong, in the order in which it was found; the first 1,000.
    public internal(set) var problems: [VerificationProblem] = []
    /// How many problems there are.
    public internal(set) var problemCount = 0

    /// What the first problem is about; nil when everything holds.
    public var firstBad: String? { problems.first?.name }
    /// Whether everything holds.
    public var isSound: Bool { problemCount == 0 }

    /// Notes something that is wrong; whoever checks more than the journal does adds what it found.
    public mutating func add(_ kind: VerificationProblem.Kind, _ name: String) {
        problemCount += 1
        if problems.count < 1_000 { problems.append(VerificationProblem(kind: kind, name: name)) }
    }
}

/// How far verification is.
public struct VerificationProgress: Hashable, Sendable {
    /// What is being read.
    public enum Stage: String, Sendable { case log, entries, batches, rows, values }

    /// What is being read.
    public let stage: Stage
    /// How many of it are done.
    public let done: Int64
}
