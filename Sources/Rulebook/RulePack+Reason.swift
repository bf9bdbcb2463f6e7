import Yams

extension RulePack {
    /// Why a text cannot be read, led by its line (`line 12: `) where that can be told.
    static func reason(_ error: any Error, in yaml: String) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        let context: DecodingError.Context
        var missing: String?
        switch error {
        case .dataCorrupted(let found), .typeMismatch(_, let found), .valueNotFound(_, let found): context = found
        case .keyNotFound(let key, let found): (context, missing) = (found, key.stringValue)
        @unknown default: return "\(error)"
        }
        if let error = context.underlyingError as? YamlError { return syntax(error) }
        let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
        let place = line(of: context.codingPath, in: yaml).map { "line \($0): " } ?? ""
        if let missing { return "\(place)\((keys + [missing]).joined(separator: ".")): it is missing" }
        let cause = context.underlyingError.map { " (\($0))" } ?? ""
        let path = keys.isEmpty ? "" : keys.joined(separator: ".") + ": "
        return "\(place)\(path)\(context.debugDescription)\(cause)"
    }

    // Yams quotes the text over several lines; whoever has the file needs the number alone.
    private static func syntax(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line): it is no YAML: \(problem)"
        case .duplicatedKeysInMapping(let keys, let context):
            "line \(context.mark.line): it is no YAML: \(keys.joined(separator: ", ")) stands twice"
        default: "it is no YAML: \(error)"
        }
    }

    /// The line on which the value of a path begins, from 1.
    private static func line(of path: [any CodingKey], in yaml: String) -> Int? {
        guard !path.isEmpty, var node = try? Yams.compose(yaml: yaml) else { return nil }
        for key in path {
            if let index = key.intValue {
                guard let items = node.sequence, items.indices.contains(index) else { break }
                node = items[index]
            } else {
                guard let next = node[key.stringValue] else { break }
                node = next
            }
        }
        return node.mark?.line
    }
}
