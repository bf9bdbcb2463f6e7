public import Accounts
public import App
public import Base
public import Foundation
import Journal
import Logging
public import Matters
public import Notices
public import Storage
import StoragePostgres
import StorageSQLite
import TestSupport

/// The named small world of the tests: 星桥街道 and 仓前街道 with their villages, people and rules, without matters.
/// It is built once a run and copied for each test.
public final class TestDistrict: Sendable {
    /// The morning on which every test begins: Tuesday 26 November 2019, 9:00.
    public static let morning = DemoDistrict.morning
    /// The password of everybody.
    public static let password = DemoDistrict.password

    /// The stores.
    public let house: House
    /// The engine.
    public let database: any Engine
    /// The data folder, removed with the value.
    public let folder: URL

    /// The project's folder, which holds Rules and Assets.
    public static let home = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A fresh copy of the world.
    public convenience init() async throws {
        try await self.init(copying: Self.template.value)
    }

    /// A copy of another world as it stands.
    public convenience init(copying world: TestDistrict) async throws {
        try await world.database.purge()
        if let server = TestEngine.server { try TestEngine.release(Self.name(in: world.folder), on: server) }
        try await self.init(copying: world.folder)
    }

    /// A copy of a data folder that nobody has open.
    public init(copying template: URL) async throws {
        folder = try TestFolders.place("district")
        try FileManager.default.copyItem(at: template, to: folder)
        if let server = TestEngine.server {
            let name = try TestEngine.make(on: server, from: Self.name(in: template))
            try name.write(to: folder.appending(path: Self.nameFile), atomically: true, encoding: .utf8)
            database = TestEngine.open(name, on: server)
        } else {
            database = try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path, busyTimeout: 0.5)
        }
        let keys = try KeyRing.open(folder: folder.appending(path: "keys").path, creating: false)
        guard let district = try await database.read({ try District.find(in: $0) }) else { throw MatterError.notFound }
        house = House(district: district, database: database, folder: folder, keys: keys)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The server over this world; its clock stands still unless another is given.
    public func server(
        filingLimit: Int = 0, gateways: NoticeGateways = .none,
        now: @escaping @Sendable () -> Instant = { TestDistrict.morning }
    ) throws -> Server {
        try Server(
            house: house, home: Self.home, messages: database.messages,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            filingLimit: filingLimit, gateways: gateways, now: now)
    }

    /// Somebody of the demo's people, on their first post.
    public func actor(_ login: String) async throws -> Actor {
        let accounts = house.accounts
        let account = try await database.read { try accounts.find(login: login, in: $0) }
        guard let account else { throw AccountError.unknown }
        let posts = try await accounts.posts(of: account, on: Self.morning.day)
        guard let post = posts.first else { throw AccountError.unknown }
        return Actor(
            principal: .staff(account: account, post: post.id, unit: post.unit), unit: post.unit, role: post.role,
            units: Set(posts.map(\.unit))
        )
    }

    /// Signs somebody in whose account has no second factor, and answers the token of the session.
    public func session(
        of login: String, password: String = TestDistrict.password, network: String = "10.1.2.3",
        at now: Instant = TestDistrict.morning
    ) async throws -> String {
        let outcome = try await house.accounts.signIn(
            login: login, password: password, from: SignInPlace(network: network), at: now)
        guard case .session(let token, _) = outcome else { throw AccountError.stepOver }
        return token
    }

    /// The unit of a code.
    public func unit(_ code: String) async throws -> Accounts.Unit {
        let units = house.units
        guard let unit = try await database.read({ try units.find(code: code, in: $0) }) else {
            throw AccountError.unknown
        }
        return unit
    }

    /// Files a matter for somebody at the district centre and answers its receipt.
    public func file(
        _ kind: MatterKind = .help, title: String = "楼道灯坏了", text: String = "三楼的灯一个星期没亮了，老人上下楼看不见。",
        name: String = "谷雨", confidentiality: Confidentiality = .named, to unit: String? = nil,
        complained: String? = nil,
        at now: Instant = TestDistrict.morning
    ) async throws -> Receipt {
        let centre = try await self.unit("centre")
        var filing = Filing(
            kind: kind, channel: .window, narrative: Narrative(title: title, text: text, place: "汤家社区"),
            receiver: centre.id, happenedAt: now
        )
        if confidentiality != .anonymous { filing.filer = Identity(name: name, phone: "00012345678") }
        filing.confidentiality = confidentiality
        if let complained { filing.complainedUnit = try await self.unit(complained).id }
        if let unit {
            let target = try await self.unit(unit)
            filing.route = RouteDecision(
                unit: target.id, unitName: target.name, rule: "T1", version: "test", sentence: Words("测试", "test"),
                because: []
            )
        }
        return try await house.matters.file(filing, by: try await actor("chenglichun").principal, at: now)
    }

    private static let template = Task { try await makeFolder(.empty) }

    /// Makes a demo district of a size in a new folder and closes it.
    public static func makeFolder(_ size: DemoDistrict.Size, seed: UInt64 = 1) async throws -> URL {
        let folder = try TestFolders.make("template")
        let facts = try DistrictFacts(folder: home.appending(path: "Rules/districts/yuhang-2019"))
        let database = try openNew(in: folder)
        try await database.migrate(allMigrations, at: morning)
        let keys = try KeyRing.open(folder: folder.appending(path: "keys").path, creating: true)
        let house = House(
            district: DemoDistrict.district(facts: facts, machine: morning), database: database, folder: folder,
            keys: keys
        )
        try await DemoDistrict.make(in: house, facts: facts, home: home, size: size, seed: seed) { _, _, _ in }
        try await database.purge()
        try await database.close()
        return folder
    }

    // On PostgreSQL a data folder holds the name of its database.
    private static let nameFile = "database-name"

    private static func name(in folder: URL) throws -> String {
        try String(contentsOf: folder.appending(path: nameFile), encoding: .utf8)
    }

    private static func openNew(in folder: URL) throws -> any Engine {
        guard let server = TestEngine.server else {
            return try SQLiteDatabase(path: folder.appending(path: "shanzhi.sqlite").path)
        }
        let name = try TestEngine.make(on: server)
        try name.write(to: folder.appending(path: nameFile), atomically: true, encoding: .utf8)
        // The template stays: it is copied all the time.
        return PostgresDatabase("\(server)/\(name)", size: 4)
    }
}
