import Clocks
public import Web

extension APICall {
    /// Names what a rule finds wrong as the body calls it, where a form calls the field otherwise.
    public func naming<Answer>(_ names: [String: String], _ work: () throws -> Answer) throws -> Answer {
        do {
            return try work()
        } catch MatterError.invalid(let field, let words) {
            throw MatterError.invalid(field: names[field] ?? field, words)
        }
    }

    /// Turns what a rule refuses into a refusal that a program can read: 422 with the reason and the article behind it.
    ///
    /// `names` are places in the body of fields that a form calls otherwise.
    public func explaining<Answer>(
        naming names: [String: String] = [:], _ work: () async throws -> Answer
    ) async throws -> Answer {
        do {
            return try await work()
        } catch MatterError.barred(let why) {
            throw Problem(status: 422, code: "barred", title: MatterWords.barredNow, detail: why)
        } catch MatterError.invalid(let field, let words) {
            if field == "key" { throw Problem.keyReused }
            throw Problem.faulty(names[field] ?? (field == "happened-day" ? "happened_at" : field), words)
        } catch is TermError {
            throw Problem(status: 422, code: "term", title: MatterWords.barredNow, detail: MatterWords.termFixed)
        }
    }
}
