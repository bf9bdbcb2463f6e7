import Base

extension Problem {
    /// As application/problem+json (RFC 9457).
    func json(_ language: Language) -> Reply {
        let single = errors.map { error in
            JSONValue.object(
                [
                    error.pointer.map { .init("pointer", .string("#\($0)")) },
                    error.parameter.map { .init("parameter", .string($0)) },
                    .init("detail", .string(error.words.text(language))),
                ].compactMap(\.self))
        }
        let named: [JSONValue] = fields.sorted { $0.key < $1.key }.map {
            ["pointer": .string("#/\($0.key)"), "detail": .string($0.value.text(language))]
        }
        var members: [JSONValue.Member] = [
            .init("type", .string("/problems/\(code)")), .init("title", .string(title.text(language))),
            .init("status", .integer(status)), .init("code", .string(code)),
            .init("detail", .string(detail.text(language))),
        ]
        if !single.isEmpty || !named.isEmpty { members.append(.init("errors", .array(single + named))) }
        return Reply(
            status: status,
            headers: [("content-type", "application/problem+json; charset=utf-8"), ("cache-control", "no-store")],
            body: .text(JSONValue.object(members).text())
        )
    }
}
