import App
import Base
import CoreMetrics
import Hummingbird
import Logging
import Meters
import NIOCore
import Storage

/// What `serve --metrics-port` listens with: one page, for this machine alone.
///
/// Not an address of the product: behind a proxy everybody comes from this machine, so that no address could be trusted.
struct MetricsSite {
    let registry: MeterRegistry
    let house: House
    let engine: any Engine
    let logger: Logger

    /// The registry of a serving program, with what its names mean.
    static func makeRegistry() -> MeterRegistry {
        MeterRegistry(
            bounds: ["shanzhi_group_commit_writes": [1, 2, 4, 8, 16, 32, 64, 128]],
            help: [
                "shanzhi_http_requests_total": "Requests answered, by route, method and status.",
                "shanzhi_http_request_seconds": "Seconds until the answer stands, by route.",
                "shanzhi_group_commit_writes": "Writes that shared a COMMIT.",
                "shanzhi_replica_reads_total": "Reads of figures that a replica answered.",
                "shanzhi_replica_misses_total":
                    "Reads of figures that the leader answered: the replica was away or behind.",
                "shanzhi_pool_waits_total": "Reads that waited for a free connection; on PostgreSQL writes too.",
                "shanzhi_writes_waiting": "Writes that wait for their turn; on PostgreSQL also those that run.",
                "shanzhi_jobs_due": "Jobs whose time has come and that nobody has taken.",
                "shanzhi_jobs_failed": "Jobs that failed for good in the last week.",
                "shanzhi_events_waiting": "Events that were not delivered yet.",
                "shanzhi_events_set_aside": "Events given up after too many attempts.",
                "shanzhi_terms_active": "Terms that run or are paused.",
                "shanzhi_terms_overdue": "Running terms whose last day is over.",
                "shanzhi_entries_awaiting_sequence": "Entries of the journal without a place in the log.",
                "shanzhi_database_bytes": "Bytes of the database, without its log.",
                "shanzhi_database_up": "1 when the database answered for this page, else 0.",
            ]
        )
    }

    /// The listener.
    func application(port: Int) -> some ApplicationProtocol {
        let router = Router()
        router.get("/metrics") { _, _ in
            await refresh()
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: registry.text)))
        }
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                Tell.line("metrics on http://127.0.0.1:\(channel.localAddress?.port ?? port)/metrics")
            },
            logger: logger
        )
    }

    /// Asks the database what waits; a database that does not answer is told too.
    private func refresh() async {
        set("shanzhi_writes_waiting", engine.waitingWrites)
        do {
            let (journal, now) = (house.journal, house.district.now(machine: Machine.now()))
            let figures = try await engine.read { try QueueFigures.read(journal: journal, at: now, in: $0) }
            set("shanzhi_jobs_due", figures.jobsDue)
            set("shanzhi_jobs_failed", figures.jobsFailed)
            set("shanzhi_events_waiting", figures.eventsWaiting)
            set("shanzhi_events_set_aside", figures.eventsSetAside)
            set("shanzhi_terms_active", figures.termsActive)
            set("shanzhi_terms_overdue", figures.termsOverdue)
            set("shanzhi_entries_awaiting_sequence", figures.entriesAwaiting)
            set("shanzhi_database_bytes", try await engine.size())
            set("shanzhi_database_up", 1)
        } catch {
            logger.warning("no figures for the metrics", metadata: ["error": "\(error)"])
            set("shanzhi_database_up", 0)
        }
    }

    private func set(_ name: String, _ value: Int) { Meter(label: name, factory: registry).set(value) }
}
