import Base
import Matters
import Text

/// People as a list is pasted: one a line, the name first, then perhaps a telephone number.
struct GroupLines: Hashable, Sendable {
    /// The people, in the order of their lines.
    let people: [Identity]
    /// What is wrong, with the number of the line; nil when every line can be read.
    let fault: Words?

    static let nameLimit = 50

    /// Reads lines; empty ones are passed over. `known` are people named elsewhere, who may not stand here once more.
    init(_ text: String, known: [Identity] = []) {
        var people: [Identity] = []
        var seen = Set(known.map(Self.key))
        var fault: Words?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let person = Self.person(String(line))
            guard !person.name.isEmpty else {
                if !person.phone.isEmpty { fault = fault ?? Self.noName(index + 1) }
                continue
            }
            if person.name.count > Self.nameLimit || person.phone.count > 30 {
                fault = fault ?? Self.tooLong(index + 1)
            }
            if !seen.insert(Self.key(person)).inserted { fault = fault ?? Self.twice(index + 1) }
            people.append(person)
        }
        if people.count > GroupSize.limit { fault = fault ?? Self.tooMany }
        self.people = people
        self.fault = fault
    }

    // A pasted line often begins with a number or a dot, and separates with commas, tabs or spaces.
    private static func person(_ line: String) -> Identity {
        let marks: Set<Character> = [",", "，", "、", "\t", ";", "；", ":", "：", " ", "\u{3000}"]
        var words = line.split(whereSeparator: marks.contains).map(String.init)
        if words.count > 1, let first = words.first, first.allSatisfy({ $0.isNumber || $0 == "." }), first.count <= 4 {
            words.removeFirst()
        }
        var digits: [String] = []
        while let last = words.last, isPhone(last) { digits.insert(words.removeLast(), at: 0) }
        return Identity(name: words.joined(separator: " "), phone: digits.joined(separator: " "))
    }

    private static func isPhone(_ word: String) -> Bool {
        word.contains(where: \.isNumber) && word.allSatisfy { $0.wholeNumberValue != nil || "-+()（）#".contains($0) }
    }

    /// One person: the name as it is folded, and the digits of the number.
    private static func key(_ person: Identity) -> String {
        Folding.fold(person.name) + "\u{1F}" + person.phone.compactMap(\.wholeNumberValue).map(String.init).joined()
    }

    private static func noName(_ line: Int) -> Words {
        Words("第 \(line) 行没有姓名", "Line \(line) has no name")
    }
    private static func tooLong(_ line: Int) -> Words {
        Words("第 \(line) 行太长，一行只写一个人", "Line \(line) is too long; one person a line")
    }
    private static func twice(_ line: Int) -> Words {
        Words("第 \(line) 行的人前面已经写过", "The person in line \(line) is named already")
    }
    private static var tooMany: Words {
        Words("一件最多列 \(GroupSize.limit) 个人", "At most \(GroupSize.limit) people are listed with one matter")
    }
}

/// The group that a form names, beside the filer.
struct GroupEntry: Hashable, Sendable {
    let representatives: GroupLines
    let others: GroupLines

    init(filer: Identity?, representatives: String, others: String) {
        let filers = [filer].compactMap(\.self)
        self.representatives = GroupLines(representatives, known: filers)
        self.others = GroupLines(others, known: filers + self.representatives.people)
    }

    /// Everybody beside the filer.
    var members: [GroupMember] {
        representatives.people.map { GroupMember($0, isRepresentative: true) } + others.people.map { GroupMember($0) }
    }

    /// What is wrong, by field.
    func faults(isNamed: Bool) -> [String: Words] {
        var faults: [String: Words] = [:]
        faults["representatives"] = representatives.fault
        faults["members"] = others.fault
        if !members.isEmpty, !isNamed { faults["members"] = Self.nameless }
        if members.count > GroupSize.limit { faults["members"] = Self.tooMany }
        return faults
    }

    private static let nameless = Words(
        "几个人一起提的，要留一位代表的姓名（可以保密）", "A group needs the name of one who speaks for it; it may be sealed")
    private static var tooMany: Words {
        Words("一件最多列 \(GroupSize.limit) 个人", "At most \(GroupSize.limit) people are listed with one matter")
    }
}
