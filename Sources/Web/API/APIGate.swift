import Base
import Foundation

extension RouteTable {
    /// Adds an operation of the API: the same declaration registers its handler and describes it.
    ///
    /// Without a scope everybody may ask; with one it takes a token that holds it.
    public mutating func api(
        _ method: String, _ path: String, _ access: Access, scope: TokenScope? = nil, _ summary: String,
        _ operation: APIOperation, _ answer: @escaping @Sendable (APICall) async throws -> APIAnswer
    ) {
        add(
            Route(
                method: method, path: path, access: access, scope: scope, summary: summary,
                handle: { try await operation.reply(to: $0, answer) }, redraw: nil, operation: operation))
    }
}

extension APIOperation {
    func reply(to visit: Visit, _ answer: (APICall) async throws -> APIAnswer) async throws -> Reply {
        guard fitsPath(visit) else { throw Problem.noSuchAddress }
        if hasKey, !Self.isKey(visit.header("idempotency-key")) { throw Problem.keyMissing }
        let faulty = faultyParameters(of: visit)
        var body = JSONValue.null
        if self.body != nil {
            do { body = try JSONReader.read(visit.json ?? []) } catch let fault as JSONFault {
                throw Problem.json(fault)
            }
        }
        let faults = self.body?.faults(in: body) ?? []
        guard faulty.isEmpty, faults.isEmpty else {
            throw Problem.faulty(Array(faults.prefix(50)), parameters: faulty)
        }
        switch try await answer(APICall(visit: visit, body: body, operation: self)) {
        case .json(let value, let headers):
            var reply = Reply.json(value.text(), status: status)
            reply.headers += headers
            return reply
        case .file(let reply): return reply
        }
    }

    private func fitsPath(_ visit: Visit) -> Bool {
        own.filter { $0.place == .path }.allSatisfy { parameter in
            visit.parameters[parameter.name].map { parameter.schema.faults(inText: $0, at: "").isEmpty } ?? false
        }
    }

    private static func isKey(_ text: String?) -> Bool {
        text.map { key.schema.faults(inText: $0, at: "").isEmpty } ?? false
    }

    private func faultyParameters(of visit: Visit) -> [(name: String, words: Words)] {
        var faulty: [(name: String, words: Words)] = []
        let declared = parameters
        for parameter in declared where parameter.place == .query {
            let values = visit.query.fields.filter { $0.name == parameter.name }.map(\.value)
            if values.isEmpty, parameter.isRequired { faulty.append((parameter.name, FaultyWords.missing)) }
            if values.count > 1 { faulty.append((parameter.name, FaultyWords.twice)) }
            if values.count == 1, let fault = parameter.schema.faults(inText: values[0], at: "").first {
                faulty.append((parameter.name, fault.words))
            }
        }
        for parameter in declared where parameter.place == .header && parameter != Self.key {
            let value = visit.header(parameter.name.lowercased())
            if value == nil { faulty.append((parameter.name, FaultyWords.missing)) }
            if let fault = value.flatMap({ parameter.schema.faults(inText: $0, at: "").first }) {
                faulty.append((parameter.name, fault.words))
            }
        }
        // A filter with a slip of the pen would take everything.
        let names = Set(declared.filter { $0.place == .query }.map(\.name))
        for field in visit.query.fields where !names.contains(field.name) {
            faulty.append((String(field.name.prefix(60)), FaultyWords.unknown))
        }
        return Array(faulty.prefix(50))
    }
}

/// What a request says about the types it takes and sends.
enum MediaType {
    /// Whether an `Accept` header takes a type (RFC 9110, 12.5.1): the most exact range decides, and `q=0` takes nothing.
    static func accepts(_ header: String?, _ types: [String]) -> Bool {
        guard let header, !header.trimmingCharacters(in: .whitespaces).isEmpty else { return true }
        let ranges = header.split(separator: ",").map { part -> (name: String, isTaken: Bool) in
            let pieces = part.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
            let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            return (pieces.first ?? "", weight > 0)
        }
        return types.contains { type in
            let major = type.prefix { $0 != "/" }
            for name in [type, "\(major)/*", "*/*"] {
                if let range = ranges.first(where: { $0.name == name }) { return range.isTaken }
            }
            return false
        }
    }

    /// Whether a `Content-Type` is JSON.
    static func isJSON(_ header: String?) -> Bool {
        let name = (header ?? "").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        return name == "application/json"
    }
}
