/// What a column of a file can mean.
public enum ImportField: String, CaseIterable, Sendable {
    case id, time, name, phone, title, text, place, kind, topic, reply
    case replyTime = "reply_time"

    /// Names of columns that are understood without a map, beside the field's own.
    var usual: [String] {
        switch self {
        case .id: ["编号", "留言编号", "序号", "工单编号"]
        case .time: ["时间", "留言时间", "来信时间", "登记时间"]
        case .name: ["姓名", "留言用户", "来信人"]
        case .phone: ["电话", "手机", "联系电话"]
        case .title: ["标题", "主题", "留言主题"]
        case .text: ["内容", "正文", "留言详情", "来信内容", "detail"]
        case .place: ["地点", "地址"]
        case .kind: ["类型", "类别"]
        case .topic: []
        case .reply: ["答复", "答复意见", "回复"]
        case .replyTime: ["答复时间", "回复时间"]
        }
    }
}

/// Which column holds which field.
public struct ImportMap: Sendable {
    private let columns: [ImportField: Int]

    /// Reads `field=column,...` against the header; without it the columns are known by their usual names.
    /// Throws `ImportError` for what does not exist, and when neither time nor words are there.
    public init(_ spec: String?, header: [String]) throws {
        var columns: [ImportField: Int] = [:]
        if let spec, !spec.isEmpty {
            for pair in spec.split(separator: ",") {
                let parts = pair.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
                guard parts.count == 2, let field = ImportField(rawValue: parts[0]) else {
                    throw ImportError.unknownField(String(pair))
                }
                guard let column = header.firstIndex(of: parts[1]) else { throw ImportError.unknownColumn(parts[1]) }
                columns[field] = column
            }
        } else {
            for field in ImportField.allCases {
                columns[field] = header.firstIndex { $0.lowercased() == field.rawValue || field.usual.contains($0) }
            }
        }
        guard columns[.time] != nil else { throw ImportError.missing(.time) }
        guard columns[.text] != nil || columns[.title] != nil else { throw ImportError.missing(.text) }
        if columns[.reply] != nil, columns[.replyTime] == nil { throw ImportError.missing(.replyTime) }
        self.columns = columns
    }

    /// The cell of a field without white space around it, empty when no column holds it.
    func value(_ field: ImportField, in cells: [String]) -> String {
        guard let column = columns[field], cells.indices.contains(column) else { return "" }
        return cells[column].trimmed
    }
}
