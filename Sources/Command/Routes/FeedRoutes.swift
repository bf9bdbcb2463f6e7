import Base
import Divisions
import Foundation
import Matters
import Storage
import Text
import Web

/// The live stream: server-sent events with codes and numbers only, each checked against the reader's scope.
struct FeedRoutes: Sendable {
    let store: CommandStore
    let matters: MatterStore
    let maps: MapStore
    let feed: Feed
    /// Whether the visit's session still stands for the same person on the same post.
    var stillSignedIn: @Sendable (Visit) async -> Bool = { _ in true }
    /// A comment goes out this often, so that broken connections and ended sessions are noticed.
    var beat: Duration = .seconds(10)
    /// After so many beats the stream ends; the browser comes back.
    var beats = 90

    func add(to table: inout RouteTable) {
        table.get("/command/events", CommandRoutes.watchers, "What happens, as server-sent events") {
            try await events($0)
        }
    }

    private func events(_ visit: Visit) async throws -> Reply {
        let actor = try visit.staff().actor
        return Reply(
            headers: [
                ("content-type", "text/event-stream; charset=utf-8"), ("cache-control", "no-store"),
                ("x-accel-buffering", "no"),
            ],
            body: .events(await stream(for: actor, visit))
        )
    }

    private func stream(for actor: Actor, _ visit: Visit) async -> AsyncStream<String> {
        let events = await feed.subscribe()
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(64))
        continuation.yield("retry: 5000\n\n")
        let reading = Task {
            for await event in events {
                guard await stillSignedIn(visit) else { break }
                // What cannot be read now is left out; the page's own figures catch up.
                if let text = try? await message(event, for: actor, visit.language) { continuation.yield(text) }
            }
            continuation.finish()
        }
        let beating = Task {
            for _ in 0..<beats {
                guard (try? await Task.sleep(for: beat)) != nil else { return }
                guard await stillSignedIn(visit) else { break }
                continuation.yield(": \n\n")
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in
            reading.cancel()
            beating.cancel()
        }
        return stream
    }

    /// The event as one message; nil for what lies outside the reader's scope.
    func message(_ event: FeedEvent, for actor: Actor, _ language: Language) async throws -> String? {
        let atlas = try await maps.atlas(at: event.at)
        let found = try await store.database.read { reader in
            let scope = try matters.scope(of: actor, in: reader)
            guard let line = try store.line(event, scope, in: reader) else { return nil as (FeedLine, Words?)? }
            let procedure = try matters.book.rules(on: event.at.day, in: reader).procedures[line.kind.rawValue]
            return (line, event.action.flatMap { procedure?.action($0)?.name })
        }
        guard var (line, action) = found else { return nil }
        // Without an action it has come in, whatever happened since.
        if event.action == nil { line.end = nil }
        if action == nil, event.action != nil { action = CommandWords.changed }
        let town = line.town.flatMap { id in atlas.towns.first { $0.id == id }?.name }
        let row = FeedRow(line, action: action, place: town, today: event.at.day, language: language)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(row), as: UTF8.self)
        return "event: matter\ndata: \(language == .traditional ? Traditional.convert(json) : json)\n\n"
    }
}
