import Accounts
import AddressDesk
public import Base
import Clocks
import Command
public import CoreMetrics
import Counterparts
import Disputes
public import Foundation
public import Hummingbird
import Intake
import Jobs
import Journal
public import Letters
public import Logging
import Matters
public import Notices
import Papers
import Proofs
public import ServiceLifecycle
public import Storage
public import Web

/// The house with its doors open: routes, jobs, and the router that answers.
public struct Server: Sendable {
    /// The stores.
    public let house: House
    /// Every address of the program.
    public let routes: RouteTable
    /// What answers requests.
    public let site: Site
    private let runner: JobRunner
    private let news: FeedService
    private let sequencing: SequencerService
    private let library: LibraryService
    private let logger: Logger
    private let now: @Sendable () -> Instant

    /// Opens the doors. `filingLimit` is how many matters strangers of one address may hand in an hour, 0 for any
    /// number; `trustedProxies` are believed about where a visitor comes from; `isSecure` says that connections are TLS;
    /// `messages` reach the other nodes of the district; requests are counted in `meters`; `gateways` carry
    /// notices, which name the program's address `origin`, as the QR codes of letters do, which are set in `fonts`; `now` is the
    /// district's clock.
    public init(
        house: House, home: URL, messages: any NodeMessages, logger: Logger, filingLimit: Int = 60,
        trustedProxies: [AddressRange] = [], isSecure: Bool = false, meters: (any MetricsFactory)? = nil,
        gateways: NoticeGateways = .none, origin: String? = nil, fonts: LetterFonts = LetterFonts(),
        now: @escaping @Sendable () -> Instant
    ) throws {
        self.house = house
        self.logger = logger
        self.now = now
        let assets = Assets(folder: home.appending(path: "Assets"))
        let faces = Faces(
            words: SiteWords(place: house.district.name, note: house.district.note), hasAsset: assets.has)
        let problemPage = ProblemPage(faces: faces)
        let accounts = house.accounts
        var table = RouteTable()
        SystemRoutes(house: house, faces: faces).addRoutes(to: &table)
        AccountsModule(store: accounts, faces: faces, demo: house.district.isDemo ? AppWords.demoAccounts : nil)
            .addRoutes(
                to: &table)
        MattersModule(
            store: house.matters, faces: faces, waiting: { try house.counterparts.countHeld(for: $0, in: $1) }
        ).addRoutes(to: &table)
        CounterpartsModule(store: house.counterparts, faces: faces).addRoutes(to: &table)
        IntakeModule(
            intake: house.intake, issues: house.issues, accounts: accounts, faces: faces, filingLimit: filingLimit,
            channels: gateways.channels
        ).addRoutes(to: &table)
        DisputesModule(
            mediations: house.mediations, accounts: accounts, faces: faces, limit: filingLimit, origin: origin
        )
        .addRoutes(to: &table)
        PapersModule(
            store: house.papers(fonts: fonts), accounts: accounts, faces: faces, origin: origin,
            hourlyLimit: filingLimit * 4
        ).addRoutes(to: &table)
        library = house.library(home: home, now: now)
        let names = UnknownNames(home: home)
        AddressDeskModule(
            addresses: house.addresses, divisions: house.divisions, library: library, imports: house.imports,
            journal: house.journal, database: house.database, faces: faces,
            nameIn: names.finder
        ).addRoutes(to: &table)
        let sender = NoticeSender(place: house.district.name, origin: origin)
        NoticesModule(
            store: house.notices, database: house.database, gateways: gateways, sender: sender, faces: faces,
            clockOffset: house.district.clockOffset
        ).addRoutes(to: &table)
        let delivery = NoticeDelivery(
            house.notices, in: house.database, through: gateways, as: sender, logger: logger)
        let feed = Feed()
        CommandModule(
            store: CommandStore(database: house.database, district: house.district.key), matters: house.matters,
            divisions: house.divisions, faces: faces, feed: feed,
            signals: { try house.issues.signalLines(scope: $0, at: $1, in: $2) },
            stillSignedIn: { await Self.stands($0, in: accounts, at: now()) }
        ).addRoutes(to: &table)
        AddressAPI(house: house, library: library).add(to: &table)
        PlaceAPI(house: house).add(to: &table)
        DivisionAPI(house: house).add(to: &table)
        CoverageRoutes(house: house, faces: faces).add(to: &table)
        JournalAPI(house: house).add(to: &table)
        ClocksAPI(house: house).add(to: &table)
        ProofsModule(store: house.proofs, accounts: accounts, faces: faces, hourlyLimit: filingLimit * 4)
            .addRoutes(to: &table)
        NoticeAPI(house: house).add(to: &table)
        DocumentAPI().add(to: &table)
        routes = table
        site = Site(
            services: Site.Services(
                now: now, signedIn: { try await accounts.signedIn(token: $0, at: $1) },
                bearer: { try await accounts.findToken($0, at: $1) },
                formKey: try house.keys.hmac(.session, "forms".utf8), problem: Problems.problem,
                problemPage: problemPage.reply, assets: assets, trustedProxies: trustedProxies,
                isSecure: isSecure, meters: meters
            ),
            logger: logger
        )
        let overdue = OverdueTermsJob(house.matters), recount = RecountTermsJob(house.matters)
        let node = RecordID.make(at: now()).text
        runner = JobRunner(
            house.database, holder: node,
            kinds: [
                JobKind("overdue-terms") { _, instant in _ = try await overdue.run(at: instant) },
                JobKind("recount-terms") { _, instant in _ = try await recount.run(at: instant) },
                JobKind("housekeeping") { _, instant in try await Housekeeping(house: house).run(at: instant) },
                JobKind("tidy-indexes") { _, _ in try await house.matters.tidyIndexes() },
                JobKind("regroup-issues") { _, instant in _ = try await house.issues.regroup(at: instant) },
                JobKind("train-topics") { _, instant in _ = try await TopicTraining(house.intake).run(at: instant) },
                house.importJob(library, names), SignHeadJob.kind(house.proofs),
                FulfilmentJob.kind(house.mediations),
            ] + delivery.jobs,
            timetable: [
                SignHeadJob.timetable(district: house.district.key),
                FulfilmentJob.timetable(district: house.district.key),
                TimetableEntry("overdue-terms", district: house.district.key, everySeconds: 600),
                TimetableEntry("housekeeping", district: house.district.key, everySeconds: 3_600),
                TimetableEntry(
                    "recount-terms", district: house.district.key, everySeconds: 86_400, offsetSeconds: 3_600),
                TimetableEntry(
                    "train-topics", district: house.district.key, everySeconds: 86_400, offsetSeconds: 2 * 3_600),
                TimetableEntry(
                    "regroup-issues", district: house.district.key, everySeconds: 86_400,
                    offsetSeconds: 2 * 3_600 + 1_800),
                TimetableEntry(
                    "tidy-indexes", district: house.district.key, everySeconds: 86_400, offsetSeconds: 3 * 3_600),
            ] + delivery.timetable(district: house.district.key),
            listeners: FeedService.listeners(telling: messages) + [house.issues.listener], logger: logger
        )
        news = FeedService(feed: feed, messages: messages)
        sequencing = SequencerService(sequencer: house.sequencer, node: node, logger: logger, now: now)
    }

    /// Whether the session of a visit still stands for the same person on the same post.
    static func stands(_ visit: Visit, in accounts: AccountStore, at now: Instant) async -> Bool {
        guard let token = visit.sessionToken, let person = visit.signedIn else { return false }
        guard let found = try? await accounts.signedIn(token: token, at: now) else { return false }
        return found.account == person.account && found.post == person.post
    }

    /// The router, for the server and for tests.
    public func router() -> Router<SiteContext> { site.router(routes) }

    /// What runs beside the requests.
    public var services: [any Service] {
        [
            JobService(runner: runner, database: house.database, logger: logger, now: now), news, sequencing,
            LibraryKeeper(library: library, logger: logger),
        ]
    }
}

/// Runs the durable jobs until the program ends.
private struct JobService: Service {
    let runner: JobRunner
    let database: any Database
    let logger: Logger
    let now: @Sendable () -> Instant

    func run() async throws {
        do {
            try await Housekeeping.makeMonths(in: database, at: now())
        } catch {
            // Entries go to the default partition meanwhile; housekeeping tries again within the hour.
            logger.warning("months were not made", metadata: ["error": "\(error)"])
        }
        await cancelWhenGracefulShutdown { await runner.run(now: now) }
    }
}

/// Numbers committed entries within a second, on one node at a time.
private struct SequencerService: Service {
    private static let step: Int64 = 1_000

    let sequencer: Sequencer
    let node: String
    let logger: Logger
    let now: @Sendable () -> Instant

    func run() async throws {
        _ = try? await sequencer.catchUp()
        await cancelWhenGracefulShutdown {
            var size: Int64 = 0
            var failure = RepeatedFailure("sequencing", logger: logger)
            while !Task.isCancelled {
                do {
                    // At once only while more waits than one step takes: each step costs a head and a sync of its file.
                    let head = try await sequence()
                    failure.worked()
                    let isBehind = head.map { $0.size - size >= Self.step } ?? false
                    size = head?.size ?? size
                    if !isBehind { try await Task.sleep(for: .milliseconds(500)) }
                } catch is CancellationError {
                    return
                } catch {
                    failure.failed(error)
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
        // What was committed while the program ended still gets its number.
        _ = try? await sequence()
    }

    private func sequence() async throws -> JournalHead? {
        let instant = now()
        return try await sequencer.sequenceOnce(limit: Int(Self.step), at: instant) { [node] transaction in
            try Leases.acquire("journal-sequencer", holder: node, seconds: 5, in: transaction, at: instant)
        }
    }
}
