import Accounts
import App
public import Base
public import Web

extension TestDistrict {
    /// A token of somebody of the demo, on their first post, for thirty days.
    public func token(
        of login: String, _ scopes: [TokenScope] = TokenScope.allCases, at now: Instant = TestDistrict.morning
    ) async throws -> String {
        let accounts = house.accounts
        let outcome = try await accounts.signIn(
            login: login, password: Self.password, from: SignInPlace(network: "10.1.2.3"), at: now)
        guard case .session(let session, _) = outcome, let person = try await accounts.signedIn(token: session, at: now)
        else { throw AccountError.unknown }
        let reading = TokenOrder.read(
            name: "测试", scopes: scopes.map(\.rawValue), until: now.day.adding(days: 30).description,
            known: Set(TokenScope.allCases.map(\.rawValue)), today: now.day)
        guard case .order(let order) = reading,
            let token = try await accounts.issueToken(order, key: RecordID.make(at: now).text, for: person, at: now)
        else { throw AccountError.unknown }
        return token
    }
}
