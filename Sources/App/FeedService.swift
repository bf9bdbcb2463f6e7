import Base
import Command
import Foundation
import Jobs
import ServiceLifecycle
import Storage

/// Brings every change of a matter to those who watch, on whichever node they are.
///
/// The outbox hands an event to one node; that node tells all by a message, itself included. A message that is lost costs
/// nothing but a line in the live list: its figures are read anew.
struct FeedService: Service {
    let feed: Feed
    let messages: any NodeMessages

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await text in messages.listen() {
                guard let news = try? JSONDecoder().decode(News.self, from: Data(text.utf8)) else { continue }
                await feed.publish(FeedEvent(matter: news.matter, action: news.action, at: news.at))
            }
        }
    }

    /// What the outbox is to hand over.
    static func listeners(telling messages: any NodeMessages) -> [OutboxListener] {
        ["matters.filed", "matters.changed"].map { topic in
            OutboxListener(topic) { event, _ in
                let change = try JSONDecoder().decode(Change.self, from: Data(event.body.utf8))
                let news = News(matter: change.matter, action: change.action, at: event.createdAt)
                try await messages.send(String(decoding: JSONEncoder().encode(news), as: UTF8.self))
            }
        }
    }

    private struct Change: Decodable {
        let matter: RecordID
        let action: String?
    }

    private struct News: Codable {
        let matter: RecordID
        let action: String?
        let at: Instant
    }
}
