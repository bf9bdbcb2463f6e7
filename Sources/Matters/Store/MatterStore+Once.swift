public import Base
import Journal
public import Storage
public import Web

extension MatterStore {
    /// Does what a program asks once for each key, and answers the same again to the same; `work` answers ids, numbers and
    /// codes only, since its answer is kept for 7 days. What is refused is not kept: it is judged anew.
    ///
    /// Throws `Problem.keyReused` when the key came with another body.
    public func once(
        _ call: APICall, by actor: Actor, _ work: @escaping @Sendable (any Transaction) throws -> JSONValue
    ) async throws -> JSONValue {
        let (key, route, print) = (call.key, call.target, call.fingerprint)
        return try await database.write { transaction in
            switch try idempotency.claim(
                actor: actor.principal.key, route: route, key: key, fingerprint: print, at: call.now, in: transaction)
            {
            case .conflict: throw Problem.keyReused
            case .replay(let answer): return try JSONReader.read(Array(answer.utf8))
            case .new: break
            }
            let answer = try work(transaction)
            try idempotency.complete(
                actor: actor.principal.key, route: route, key: key, response: answer.text(), in: transaction)
            return answer
        }
    }

    /// The same with files for a matter, which are kept with the act or not at all.
    public func once(
        _ call: APICall, by actor: Actor, keeping files: [(name: String, bytes: [UInt8])], of matter: RecordID?,
        _ work: @escaping @Sendable (any Transaction) throws -> JSONValue
    ) async throws -> JSONValue {
        try await keeping(files, of: matter) { kept in
            try await once(call, by: actor) { transaction in
                let answer = try work(transaction)
                if let matter { try attach(kept, to: matter, by: actor.principal, at: call.now, in: transaction) }
                return answer
            }
        }
    }
}
