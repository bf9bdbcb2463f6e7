import Clocks
public import Web

extension APICall {
    /// Turns what a rule refuses into a refusal that a program can read: 422 with the reason and the article behind it.
    public func explaining<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
        do {
            return try await work()
        } catch MatterError.barred(let why) {
            throw Problem(status: 422, code: "barred", title: MatterWords.barredNow, detail: why)
        } catch MatterError.invalid(let field, let words) {
            if field == "key" { throw Problem.keyReused }
            throw Problem.faulty(field == "happened-day" ? "happened_at" : field, words)
        } catch is TermError {
            throw Problem(status: 422, code: "term", title: MatterWords.barredNow, detail: MatterWords.termFixed)
        }
    }
}
