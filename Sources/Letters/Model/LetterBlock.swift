// The parts a letter is made of, from its head to its foot; the same type holds texts with placeholders and filled ones.

/// One part of a letter.
public struct LetterBlock: Decodable, Hashable, Sendable {
    /// What it is.
    public let content: LetterContent
    /// A placeholder without whose value the part is left out; nil for a part that is always there.
    public let when: String?

    /// Makes a part.
    public init(_ content: LetterContent, when: String? = nil) {
        self.content = content
        self.when = when
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case when, masthead, title, number, addressee, paragraph, heading, clauses, table, fields, signatures, closing
        case attachments, copies
    }

    public init(from decoder: any Decoder) throws {
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        when = try container.decodeIfPresent(String.self, forKey: .when)
        let keys = container.allKeys.filter { $0 != .when }
        guard let key = keys.first, keys.count == 1 else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "a part is one of \(CodingKeys.allCases.dropFirst().map(\.rawValue))"
                )
            )
        }
        func text() throws -> String { try container.decode(String.self, forKey: key) }
        content =
            switch key {
            case .masthead: .masthead(try text())
            case .title: .title(try text())
            case .number: .number(try text())
            case .addressee: .addressee(try text())
            case .paragraph: .paragraph(try text())
            case .heading: .heading(try text())
            case .clauses: .clauses(try container.decode([LetterClause].self, forKey: key))
            case .table: .table(try container.decode(LetterTable.self, forKey: key))
            case .fields: .fields(try container.decode([LetterField].self, forKey: key))
            case .signatures: .signatures(try container.decode([LetterSignature].self, forKey: key))
            case .closing: .closing(try container.decode(LetterClosing.self, forKey: key))
            case .attachments: .attachments(try container.decode([String].self, forKey: key))
            case .copies, .when: .copies(try text())
            }
    }
}

/// What a part of a letter is.
public enum LetterContent: Hashable, Sendable {
    /// The organ's name in red above a red line (发文机关标志, 红头).
    case masthead(String)
    /// The title.
    case title(String)
    /// The number of the letter (文号).
    case number(String)
    /// Whom it is for; stands at the margin, and its colon is in the text.
    case addressee(String)
    /// A paragraph, indented by two characters.
    case paragraph(String)
    /// A heading without a number.
    case heading(String)
    /// Numbered 一、 and within （一）.
    case clauses([LetterClause])
    /// A table with a head.
    case table(LetterTable)
    /// A form: a name on the left, what it is on the right.
    case fields([LetterField])
    /// Where several people sign.
    case signatures([LetterSignature])
    /// The organ and the day, with the seal over both (落款).
    case closing(LetterClosing)
    /// What is attached (附件).
    case attachments([String])
    /// Who gets a copy, at the foot of the last page (抄送).
    case copies(String)
}

/// A numbered clause: a heading, a text, or clauses below; `each` makes one of each text of a list.
public struct LetterClause: Decodable, Hashable, Sendable {
    /// Its heading.
    public let heading: String?
    /// Its text.
    public let text: String?
    /// A placeholder of kind `list`: each of its texts becomes a clause.
    public let each: String?
    /// The clauses below.
    public let clauses: [LetterClause]

    /// Makes a clause.
    public init(heading: String? = nil, text: String? = nil, each: String? = nil, clauses: [LetterClause] = []) {
        self.heading = heading
        self.text = text
        self.each = each
        self.clauses = clauses
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case heading, text, each, clauses }

    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(text: text)
            return
        }
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            heading: try container.decodeIfPresent(String.self, forKey: .heading),
            text: try container.decodeIfPresent(String.self, forKey: .text),
            each: try container.decodeIfPresent(String.self, forKey: .each),
            clauses: try container.decodeIfPresent([LetterClause].self, forKey: .clauses) ?? []
        )
    }
}

/// A table: `each` names the placeholder of kind `rows` that fills it.
public struct LetterTable: Decodable, Hashable, Sendable {
    /// The names of its columns.
    public let columns: [String]
    /// How wide each is beside the others; equal where empty.
    public let widths: [Int]
    /// The placeholder with the rows.
    public let each: String
    /// The rows, once filled.
    public let rows: [[String]]

    /// Makes a table.
    public init(columns: [String], widths: [Int] = [], each: String = "", rows: [[String]] = []) {
        self.columns = columns
        self.widths = widths
        self.each = each
        self.rows = rows
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case columns, widths, each }

    public init(from decoder: any Decoder) throws {
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            columns: try container.decode([String].self, forKey: .columns),
            widths: try container.decodeIfPresent([Int].self, forKey: .widths) ?? [],
            each: try container.decode(String.self, forKey: .each)
        )
    }
}

/// One row of a form.
public struct LetterField: Decodable, Hashable, Sendable {
    /// The name on the left.
    public let label: String
    /// What stands on the right; empty to be written by hand.
    public let text: String
    /// At least so many lines high.
    public let lines: Int

    /// Makes a row.
    public init(label: String, text: String, lines: Int = 1) {
        self.label = label
        self.text = text
        self.lines = lines
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case label, text, lines }

    public init(from decoder: any Decoder) throws {
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            label: try container.decode(String.self, forKey: .label),
            text: try container.decodeIfPresent(String.self, forKey: .text) ?? "",
            lines: try container.decodeIfPresent(Int.self, forKey: .lines) ?? 1
        )
    }
}

/// Where somebody signs: the role, and a line for the hand.
public struct LetterSignature: Decodable, Hashable, Sendable {
    /// The role, such as 甲方.
    public let role: String
    /// The name, printed under the line for the hand; empty where the hand is all there is.
    public let name: String

    /// Makes a place to sign.
    public init(role: String, name: String) {
        self.role = role
        self.name = name
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case role, name }

    public init(from decoder: any Decoder) throws {
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            role: try container.decode(String.self, forKey: .role),
            name: try container.decodeIfPresent(String.self, forKey: .name) ?? ""
        )
    }
}

/// The end of a letter: the organ or the people, the day, and whether a seal belongs over both.
public struct LetterClosing: Decodable, Hashable, Sendable {
    /// Who signs; one line each.
    public let names: [String]
    /// The day as text.
    public let day: String
    /// Whether a seal belongs here.
    public let isSealed: Bool

    /// Makes an end.
    public init(names: [String], day: String, isSealed: Bool) {
        self.names = names
        self.day = day
        self.isSealed = isSealed
    }

    private enum CodingKeys: String, CodingKey, CaseIterable { case names, day, seal }

    public init(from decoder: any Decoder) throws {
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            names: try container.decode([String].self, forKey: .names),
            day: try container.decode(String.self, forKey: .day),
            isSealed: try container.decodeIfPresent(Bool.self, forKey: .seal) ?? false
        )
    }
}
