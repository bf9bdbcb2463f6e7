public import Base

/// Routing rules as the text of a pack, in the shape of the file under Rules/routing.
public enum RoutingText {
    /// Writes a pack; reading it again gives the same rules.
    public static func yaml(_ pack: RoutingPack, from day: Day) -> String {
        """
        # Who gets a new matter: the first rule that fits decides, top to bottom. See Rules/routing in the program's folder.
        pack: routing
        version: \(quoted(pack.version))
        from: \(day)
        rules:
        \(pack.rules.map(yaml).joined(separator: "\n"))

        """
    }

    private static func yaml(_ rule: RoutingRule) -> String {
        let when = [
            rule.when?.kinds.map { "kinds: \(list($0.map(\.rawValue)))" },
            rule.when?.topics.map { "topics: \(list($0))" },
            rule.when?.place.map { "place: \(quoted($0.rawValue))" },
            rule.when?.words.map { "words: \(list($0))" },
        ].compactMap(\.self).joined(separator: ", ")
        let to = [
            "level: \(quoted(rule.to.level))",
            rule.to.platform.map { "platform: \(quoted($0))" },
            rule.to.department.map { "department: \(quoted($0))" },
            rule.to.with.map { "with: \(list($0))" },
        ].compactMap(\.self).joined(separator: ", ")
        return """
              - id: \(quoted(rule.id))
                zh: \(quoted(rule.zh))
                en: \(quoted(rule.en))
            \(rule.when == nil ? "" : "    when: {\(when)}\n")    to: {\(to)}
            """
    }

    private static func list(_ items: [String]) -> String { "[\(items.map(quoted).joined(separator: ", "))]" }

    /// Plain where it is a code that YAML reads as text; else in double quotes, with what those do not allow escaped.
    private static func quoted(_ text: String) -> String {
        let isCode =
            text.first.map { $0.isASCII && $0.isLetter } == true
            && text.utf8.allSatisfy {
                ($0 >= 97 && $0 <= 122) || ($0 >= 65 && $0 <= 90) || ($0 >= 48 && $0 <= 57) || $0 == 45 || $0 == 46
            }
        // YAML takes these words for something else.
        if isCode, !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased()) {
            return text
        }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default:
                let isPlain = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
                // Line separators and the byte order mark would be read as breaks or fall away.
                let isBreak = scalar.value == 0x2028 || scalar.value == 0x2029 || scalar.value == 0xFEFF
                if isPlain, !isBreak {
                    result.unicodeScalars.append(scalar)
                } else {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
                }
            }
        }
        return result + "\""
    }
}
