// A letter's template is data: a YAML file of pack `letters`. What is written here is its shape; LetterTemplate+Checking
// says what is wrong with one, LetterTemplate+Filling makes a letter of it.
public import Base

/// How it is proved that a letter reached somebody.
public enum ServiceProof: String, CaseIterable, Codable, Sendable {
    /// A record of service signed by who took the letter (送达回证; Civil Procedure Law Art. 87).
    case receipt
    /// The parties sign the paper itself and keep a copy each.
    case signature
    /// Handed over against a stamp or number of the office that takes it in, such as a court.
    case filing
    /// A paper of the file that nobody is served with.
    case none
}

/// What may stand in a placeholder.
public enum LetterValueKind: String, Codable, Sendable {
    /// A text of one line.
    case text
    /// A text; line ends make paragraphs of their own.
    case paragraphs
    /// A calendar day, written as 2019年11月26日.
    case day
    /// Texts for a numbered list.
    case list
    /// Rows of a table.
    case rows
}

/// A placeholder that a template declares: `{{name}}` in its texts.
public struct LetterPlaceholder: Decodable, Hashable, Sendable {
    /// Its name, such as `party.name`.
    public let name: String
    /// What it means to who fills it in.
    public let label: Words
    /// What may stand in it.
    public let kind: LetterValueKind
    /// Whether a letter may go without it.
    public let isOptional: Bool
    /// A made-up value, for a sample.
    public let sample: LetterValue?

    private enum CodingKeys: String, CodingKey, CaseIterable { case name, zh, en, kind, optional, sample }

    public init(from decoder: any Decoder) throws {
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        label = Words(
            try container.decode(String.self, forKey: .zh), try container.decode(String.self, forKey: .en))
        kind = try container.decodeIfPresent(LetterValueKind.self, forKey: .kind) ?? .text
        isOptional = try container.decodeIfPresent(Bool.self, forKey: .optional) ?? false
        switch kind {
        case .text, .paragraphs:
            sample = try container.decodeIfPresent(String.self, forKey: .sample).map(LetterValue.text)
        case .day: sample = try container.decodeIfPresent(Day.self, forKey: .sample).map(LetterValue.day)
        case .list: sample = try container.decodeIfPresent([String].self, forKey: .sample).map(LetterValue.list)
        case .rows: sample = try container.decodeIfPresent([[String]].self, forKey: .sample).map(LetterValue.rows)
        }
    }
}

/// A letter as a template: texts with placeholders, and what the law says of it.
public struct LetterTemplate: Decodable, Hashable, Sendable {
    /// Its code, such as `petition-acceptance`.
    public let code: String
    /// What it is called.
    public let name: Words
    /// The article that asks for it.
    public let article: Words
    /// How it is proved that it arrived.
    public let service: ServiceProof
    /// How its numbers go on after the unit's mark, such as `调〔{year}〕第{serial}号`; nil for the ordinary form.
    public let series: String?
    /// What may be put into it.
    public let placeholders: [LetterPlaceholder]
    /// The letter, in Chinese as the law asks.
    public let chinese: [LetterBlock]
    /// A reading copy in English; nil where there is none.
    public let english: [LetterBlock]?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case pack, code, version, from, name, article, service, series, placeholders, zh, en
    }

    public init(from decoder: any Decoder) throws {
        try LetterKeys.refuseUnknown(CodingKeys.self, in: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        code = try container.decode(String.self, forKey: .code)
        name = try container.decode(Words.self, forKey: .name)
        article = try container.decode(Words.self, forKey: .article)
        service = try container.decode(ServiceProof.self, forKey: .service)
        series = try container.decodeIfPresent(String.self, forKey: .series)
        placeholders = try container.decode([LetterPlaceholder].self, forKey: .placeholders)
        chinese = try container.decode([LetterBlock].self, forKey: .zh)
        english = try container.decodeIfPresent([LetterBlock].self, forKey: .en)
    }

    /// The placeholder of a name; nil when the template declares none.
    public func findPlaceholder(_ name: String) -> LetterPlaceholder? { placeholders.first { $0.name == name } }

    /// The heads of the columns of the table whose rows a placeholder gives; nil when it gives none.
    public func columns(of name: String) -> [String]? {
        for case .table(let table) in chinese.map(\.content) where table.each == name { return table.columns }
        return nil
    }

    /// The made-up values of the placeholders, for a sample.
    public var sampleValues: [String: LetterValue] {
        Dictionary(placeholders.compactMap { one in one.sample.map { (one.name, $0) } }) { first, _ in first }
    }
}

/// Refuses keys that nobody reads: a misspelled one would silently do nothing.
enum LetterKeys {
    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int?

        init?(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }
        init?(intValue: Int) { (stringValue, self.intValue) = (String(intValue), intValue) }
    }

    static func refuseUnknown<Key: CodingKey & CaseIterable>(_: Key.Type, in decoder: any Decoder) throws {
        let known = Set(Key.allCases.map(\.stringValue))
        let container = try decoder.container(keyedBy: AnyKey.self)
        for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue })
        where !known.contains(key.stringValue) {
            let near = Spelling.nearest(to: key.stringValue, among: known.sorted())
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(key.stringValue) is not known here" + (near.map { "; \($0) is" } ?? "")
                )
            )
        }
    }
}
