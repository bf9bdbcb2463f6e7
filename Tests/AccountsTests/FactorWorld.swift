import App
import Base
import Storage
import TestDistrict
import Testing
import Web

@testable import Accounts

/// A district in which somebody has turned the second factor on; its clock is moved by hand.
struct FactorWorld {
    static let morning = TestDistrict.morning
    let world: TestDistrict
    let login: String
    let secret: [UInt8]
    let codes: [String]

    var accounts: AccountStore { world.house.accounts }

    init(_ login: String = "shenxiaoshu", in world: TestDistrict? = nil) async throws {
        let district: TestDistrict
        if let world { district = world } else { district = try await TestDistrict() }
        self.world = district
        self.login = login
        let accounts = district.house.accounts
        let token = try await district.session(of: login), before = Self.morning.adding(seconds: -120)
        let person = try #require(try await accounts.signedIn(token: token, at: before))
        let place = SignInPlace(network: "10.1.2.3")
        try await accounts.beginFactor(
            person, password: TestDistrict.password, session: token, at: place, before)
        secret = try #require(try await accounts.factorSecret(person, session: token, at: before))
        let code = TimeCode.code(secret: secret, step: TimeCode.step(at: before))
        codes = try #require(try await accounts.confirmFactor(person, code: code, session: token, at: before))
        try await accounts.signOut(token: token)
    }

    /// The code that the telephone shows.
    func code(at now: Instant = morning) -> String {
        TimeCode.code(secret: secret, step: TimeCode.step(at: now))
    }

    /// The first step with the right password.
    func step(from network: String = "10.1.2.3", at now: Instant = morning) async throws -> String {
        let outcome = try await accounts.signIn(
            login: login, password: TestDistrict.password, from: SignInPlace(network: network), at: now)
        guard case .step(let token) = outcome else { throw AccountError.unknown }
        return token
    }

    /// The second; nil when it was refused, with the error.
    func finish(
        _ step: String, _ code: String, from network: String = "10.1.2.3", at now: Instant = morning
    ) async throws -> Result<String, AccountError> {
        do {
            let place = SignInPlace(network: network)
            return .success(try await accounts.finishSignIn(step: step, code: code, from: place, at: now).token)
        } catch let error as AccountError {
            return .failure(error)
        }
    }

    func count(_ sql: SQL) async throws -> Int { try await world.database.read { try $0.count(sql) } }

    func person(_ login: String) async throws -> SignedIn {
        let token = try await world.session(of: login)
        return try #require(try await accounts.signedIn(token: token, at: Self.morning))
    }
}
